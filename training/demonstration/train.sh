#!/bin/sh
# Makes a demonstration model: language, then pictures, then segmentation, first of small pictures, then of larger ones, all
# from seeds and generated scenes. The same processor gives the same weights. Takes some fourteen hours on two cores; a step
# whose result is in the folder is not done again, and a training that was stopped goes on from its latest checkpoint.
# The shipped model went through these steps one by one, "small" in several runs with as many pictures in all, and through
# "crowds" twice, also before "middle" (its model.json tells the last ones); the script as a whole was run with a few steps
# each only.
#
# Usage: training/demonstration/train.sh FOLDER
# Needs: JDK 17, Maven, and WordNet's nouns (Debian: apt-get install wordnet-base)
set -eu

[ $# -eq 1 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
work=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
nouns=${WORDNET_NOUNS:-/usr/share/wordnet/data.noun}
score=$root/score

# The teacher: a sentence encoder that only this step needs.
if [ ! -f "$work/vectors.safetensors" ]; then
    [ -f "$nouns" ] || { echo "there is no $nouns; WORDNET_NOUNS names another place" >&2; exit 2; }
    (cd "$root" && mvn -q -Pteacher compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt \
        -pl text-teacher -am)
    teacher() {
        java -cp "$root/text-teacher/target/classes:$(cat "$root/text-teacher/target/classpath.txt")" \
            "org.scorewps.teacher.$@"
    }
    teacher WordNetPhrases "$nouns" "$work/nouns.txt"
    rm -rf "$work/captioned"
    "$score" scenes --out "$work/captioned" --count 1500 --seed 7777 --size 192
    {
        cat "$work/nouns.txt"
        sed -n '/"train_classes"/,/\]/p' "$here/model.json" | sed 1d | tr -d '"]' | sed 's/^ *//' | tr ',' '\n' | grep .
        grep -o '"caption": *"[^"]*"' "$work/captioned/captions.json" | sed 's/.*: *"//; s/\.*"$//' | LC_ALL=C sort -u
    } | awk '!seen[$0]++' > "$work/phrases.txt"
    rm -rf "$work/captioned"
    teacher TeacherVectors "$work/phrases.txt" "$work/vectors.part"
    mv "$work/vectors.part" "$work/vectors.safetensors"
fi

# Runs a command of score whose last arguments are "--out FOLDER"; half a result is not kept.
make() {
    result=$work/$1
    shift
    if [ ! -d "$result" ]; then
        rm -rf "$result.part"
        "$score" "$@" --out "$result.part"
        mv "$result.part" "$result"
    fi
}
make new new --config "$here/model.json" --seed 1
make language pretrain language --model "$work/new" --phrases "$work/phrases.txt" --vectors "$work/vectors.safetensors" \
    --steps 2500 --batch 512 --learning-rate 0.002 --seed 1
make pictures pretrain pictures --model "$work/language" --steps 1500 --learning-rate 0.0015 --seed 1
# A network names pixels early and tells neighbours apart late; small pictures with few objects teach that faster.
train() {
    "$score" train --config "$here/$1.yaml" --init "$work/$2" --data scenes --out "$work/$1" --resume
}
train small pictures
train large small/model
# The towers learned to segment; the general one's projection into the space of words has to follow.
make fitted pretrain pictures --head-only --model "$work/large/model" --steps 400 --learning-rate 0.001 --seed 2
# Till here a class was known by all its names together. Now each name alone finds it, and captions of places go on meanwhile,
# so that the out-of-vocabulary classifier knows small things, too.
train words fitted
train middle words/model
train crowds middle/model
train points crowds/model
train shapes points/model
# Till here a car of 70 pixels was four cells of its mask. In pictures that are enlarged twice it is 17.
train doubled shapes/model
train fine doubled/model
train finer fine/model
train finest finer/model
train final finest/model
# The shipped model learned till here also from the remnants that the border of a picture leaves of things, an arc of a
# roundabout or a strip of a roof, which scenes no longer mark.
train whole final/model
train hard whole/model
# The mean of the two finds more than either: on 284 scenes of seed 616161 (the 84 of 1,600 that show helicopters, basketball
# courts, soccer fields or churches, and 200 others) seen classes are at AP50 74.4 in place of 72.0 and 72.6.
make averaged average --model "$work/hard/model" --model "$work/whole/model"
# What model.json says of the ensemble (alpha, beta) changes no training. It was chosen on 304 scenes of the same seed.

# How good it is, on scenes that it never saw: the network at one look, and the service.
make unseen scenes --count 200 --seed 424242 --size 256 --coarsest 0.5
"$score" evaluate --model "$work/averaged" --nms 0.5 --data "$work/unseen/instances.json" \
    --out "$work/evaluation.json" --grid "$work/evaluation.png"
"$score" evaluate --model "$work/averaged" --tiled --data "$work/unseen/instances.json" --out "$work/service.json"
echo "the model: $work/averaged"
