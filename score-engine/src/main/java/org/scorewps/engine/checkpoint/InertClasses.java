package org.scorewps.engine.checkpoint;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of Python classes and functions that training programs have beside the weights: numbers of numpy, options of the
 * command line, configurations, dates, paths, counters. Pickles may name these and no others; in their place stand
 * dictionaries and {@link InertObject}s, so that nothing of them is ever run.
 */
final class InertClasses {
    /** Dictionaries; what they hold is kept, since the weights may be in one. */
    private static final Set<String> DICTIONARIES = names(Map.of(
            "collections", "OrderedDict defaultdict Counter",
            "builtins", "dict",
            "__builtin__", "dict",
            "yacs.config", "CfgNode",
            "fvcore.common.config", "CfgNode",
            "detectron2.config.config", "CfgNode",
            "mmengine.config.config", "ConfigDict",
            "mmcv.utils.config", "ConfigDict",
            "addict.addict", "Dict",
            "easydict", "EasyDict"));

    /** Those of Lightning, which moved its module, and the functions that restore numpy's arrays. */
    private static final Set<String> MORE_DICTIONARIES = names(Map.of(
            "lightning.fabric.utilities.data", "AttributeDict",
            "lightning_fabric.utilities.data", "AttributeDict",
            "pytorch_lightning.utilities.parsing", "AttributeDict",
            "lightning.pytorch.utilities.parsing", "AttributeDict"));

    /** What makes an array of numpy. */
    static final Set<String> NUMPY_ARRAYS = names(Map.of(
            "numpy.core.multiarray", "_reconstruct",
            "numpy._core.multiarray", "_reconstruct",
            "numpy.core.numeric", "_frombuffer",
            "numpy._core.numeric", "_frombuffer"));

    private static final String PLAIN_TYPES =
            "list tuple set frozenset int long float bool str unicode bytes bytearray complex slice range xrange object Ellipsis";

    private static final String PATHS = "Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath";

    private static final Set<String> OBJECTS = Stream.of(
                    NUMPY_ARRAYS,
                    names(Map.of(
                            "numpy.core.multiarray", "scalar",
                            "numpy._core.multiarray", "scalar",
                            "numpy",
                                    "ndarray dtype bool_ bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16"
                                            + " float32 float64 longdouble complex64 complex128 str_ bytes_ datetime64",
                            "numpy.random._pickle", "__generator_ctor __randomstate_ctor __bit_generator_ctor",
                            "numpy.random._pcg64", "PCG64",
                            "numpy.random._mt19937", "MT19937",
                            "numpy.random.bit_generator", "SeedSequence __pyx_unpickle_SeedSequence")),
                    names(Map.of(
                            "builtins", PLAIN_TYPES,
                            "__builtin__", PLAIN_TYPES,
                            "argparse", "Namespace",
                            "types", "SimpleNamespace",
                            "typing", "Any",
                            "collections", "deque",
                            "decimal", "Decimal",
                            "fractions", "Fraction",
                            "uuid", "UUID SafeUUID")),
                    names(Map.of(
                            "datetime", "datetime date time timedelta timezone",
                            "pathlib", PATHS,
                            "pathlib._local", PATHS)),
                    names(Map.of(
                            "torch",
                                    "device Tensor complex64 complex128 uint16 uint32 uint64 float8_e4m3fn float8_e5m2",
                            "torch.nn.parameter", "Parameter Buffer",
                            "torch.serialization", "_get_layout")),
                    names(Map.of(
                            "omegaconf.dictconfig", "DictConfig",
                            "omegaconf.listconfig", "ListConfig",
                            "omegaconf.base", "Metadata ContainerMetadata UnionNode",
                            "omegaconf.nodes",
                                    "AnyNode StringNode IntegerNode FloatNode BooleanNode BytesNode PathNode EnumNode"
                                            + " InterpolationResultNode",
                            "mmengine.logging.history_buffer", "HistoryBuffer")))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private InertClasses() {}

    /** Whether a pickle may name it: a class or function by its full name. */
    static boolean allows(String name) {
        return isDictionary(name) || OBJECTS.contains(name);
    }

    /** Whether its objects are dictionaries. */
    static boolean isDictionary(String name) {
        return DICTIONARIES.contains(name) || MORE_DICTIONARIES.contains(name);
    }

    private static Set<String> names(Map<String, String> modules) {
        return modules.entrySet().stream()
                .flatMap(module ->
                        Arrays.stream(module.getValue().split(" ", -1)).map(name -> module.getKey() + "." + name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
