"""Talks to a WPS with OWSLib and prints what it learned as JSON.

owslib_client.py URL capabilities
owslib_client.py URL describe PROCESS
owslib_client.py URL execute async|sync RASTER CLASSES MIMETYPE [NAME=VALUE...]
"""
import base64
import json
import sys

from owslib.wps import ASYNC, SYNC, ComplexDataInput, WebProcessingService

MOST_POLLS = 600


def capabilities(wps):
    return {"version": wps.version, "processes": [process.identifier for process in wps.processes]}


def kinds(parameters):
    return {one.identifier: "%s %s" % (one.dataType, [value.mimeType for value in one.supportedValues if hasattr(value, "mimeType")])
            for one in parameters}


def describe(wps, name):
    process = wps.describeprocess(name)
    return {"inputs": kinds(process.dataInputs), "outputs": kinds(process.processOutputs)}


def execute(wps, mode, raster, classes, mime_type, *more):
    with open(raster, "rb") as file:
        content = base64.b64encode(file.read()).decode("ascii")
    inputs = [("coverage", ComplexDataInput(content, mimeType="image/tiff", encoding="base64")), ("classes", classes)]
    inputs += [tuple(literal.split("=", 1)) for literal in more]
    execution = wps.execute("score:SegmentInstances", inputs, output=[("result", mode == "async", mime_type)],
                            mode=ASYNC if mode == "async" else SYNC)
    polls = 0
    while not execution.isComplete() and polls < MOST_POLLS:
        execution.checkStatus(sleepSecs=0.2)
        polls += 1
    answer = {"status": execution.getStatus(), "polls": polls}
    if execution.isSucceded():
        output = execution.processOutputs[0]
        content = output.retrieveData() if output.reference else output.data[0]
        features = json.loads(content)
        answer.update(type=features["type"], features=len(features["features"]))
    else:
        answer["error"] = " ".join(str(error.text) for error in execution.errors)
    return answer


def main(url, action, *arguments):
    wps = WebProcessingService(url, skip_caps=True)
    if action == "capabilities":
        wps.getcapabilities()
        return capabilities(wps)
    return {"describe": describe, "execute": execute}[action](wps, *arguments)


print(json.dumps(main(*sys.argv[1:])))
