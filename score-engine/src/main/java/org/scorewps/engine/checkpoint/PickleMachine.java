package org.scorewps.engine.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorewps.engine.InvalidInputException;

/**
 * Runs a pickle that holds a state dict, and nothing else. A pickle is a program; this machine knows the opcodes that
 * numbers, text, lists, tuples and dictionaries need, and asks {@link TorchClasses} for every class: a name that is not
 * allowed ends the run before an object of it could be made. No Java class is ever looked up by name. What a pickle may
 * use is bounded by its own length: each opcode adds at most one small object, and claimed lengths are checked first.
 *
 * <p>Values are String, Long, BigInteger, Double, Boolean, {@link #NONE}, List for
 * lists, tuples and sets, Map for dictionaries, and what {@link TorchClasses} makes. Opcodes are those of Python's
 * {@code pickletools}, protocols 0 to 5.
 */
final class PickleMachine {
    /** Python's None. */
    static final Object NONE = new Object();

    /** Opcodes a pickle may have; the published training checkpoints have some ten thousand. */
    private static final int MAX_OPCODES = 4_000_000;

    private static final int MAX_PROTOCOL = 5;

    private final PickleInput input;
    private final TorchClasses classes;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private PickleMachine(PickleInput input, TorchClasses classes) {
        this.input = input;
        this.classes = classes;
    }

    /**
     * Runs one pickle up to its STOP.
     *
     * @throws InvalidInputException when it is damaged or names a class that is not allowed
     */
    static Object load(PickleInput input, TorchClasses classes) {
        PickleMachine machine = new PickleMachine(input, classes);
        for (int count = 0; count < MAX_OPCODES; count++) {
            int opcode = input.unsignedByte();
            if (opcode == '.') {
                return machine.pop();
            }
            machine.run(opcode);
        }
        throw input.broken("more than " + MAX_OPCODES + " opcodes");
    }

    private void run(int opcode) {
        if (!runScalar(opcode) && !runContainer(opcode)) {
            runOther(opcode);
        }
    }

    /** Opcodes that push a number or a text. */
    private boolean runScalar(int opcode) {
        switch (opcode) {
            case 'N' -> stack.add(NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'I' -> stack.add(protocol0Int(input.line()));
            case 'L' -> stack.add(input.decimal(input.line()));
            case 'J' -> stack.add((long) input.int32());
            case 'K' -> stack.add((long) input.unsignedByte());
            case 'M' -> stack.add((long) input.unsignedShort());
            case 0x8a -> stack.add(input.number(input.length1()));
            case 0x8b -> stack.add(input.number(input.length4()));
            case 'F' -> stack.add(protocol0Float(input.line()));
            case 'G' -> stack.add(input.bigEndianDouble());
            case 'X' -> stack.add(input.utf8(input.length4()));
            case 0x8c -> stack.add(input.utf8(input.length1()));
            case 0x8d -> stack.add(input.utf8(input.length8()));
            // Python 2 text, and bytes: kept as text, since nothing here needs bytes
            case 'T', 'B' -> stack.add(input.latin1(input.length4()));
            case 'U', 'C' -> stack.add(input.latin1(input.length1()));
            case 0x8e, 0x96 -> stack.add(input.latin1(input.length8()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Opcodes of lists, tuples and dictionaries. */
    private boolean runContainer(int opcode) {
        switch (opcode) {
            case ']', 0x8f -> stack.add(new ArrayList<>());
            case '}' -> stack.add(new LinkedHashMap<>());
            case ')' -> stack.add(List.of());
            case 'l', 0x91 -> stack.add(popToMark());
            case 't' -> stack.add(List.copyOf(popToMark()));
            case 'd' -> stack.add(put(new LinkedHashMap<>(), popToMark()));
            case 0x85 -> stack.add(List.copyOf(pop(1)));
            case 0x86 -> stack.add(List.copyOf(pop(2)));
            case 0x87 -> stack.add(List.copyOf(pop(3)));
            case 'a' -> append(pop(1));
            case 'e', 0x90 -> append(popToMark());
            case 's' -> setItems(pop(2));
            case 'u' -> setItems(popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The stack itself, the memo, and classes. */
    private void runOther(int opcode) {
        switch (opcode) {
            case 0x80 -> checkProtocol(input.unsignedByte());
            case 0x95 -> input.length8(); // a frame: reading on is all that is needed
            case '(' -> marks.add(stack.size());
            case '0' -> pop();
            case '1' -> popToMark();
            case '2' -> stack.add(top());
            case 'p' -> memo.put(memoIndex(input.line()), top());
            case 'q' -> memo.put(input.unsignedByte(), top());
            case 'r' -> memo.put(input.int32(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'g' -> stack.add(recall(memoIndex(input.line())));
            case 'h' -> stack.add(recall(input.unsignedByte()));
            case 'j' -> stack.add(recall(input.int32()));
            case 'c' -> {
                String module = input.line();
                stack.add(classes.find(module, input.line()));
            }
            case 0x93 -> {
                List<Object> names = pop(2);
                stack.add(classes.find(text(names.get(0)), text(names.get(1))));
            }
            case 'R', 0x81 -> {
                List<Object> call = pop(2);
                stack.add(classes.make(call.get(0), arguments(call.get(1))));
            }
            case 0x92 -> {
                // with arguments by name, which no object here needs
                List<Object> call = pop(3);
                stack.add(classes.make(call.get(0), arguments(call.get(1))));
            }
            case 'b' -> {
                Object state = pop();
                classes.setState(top(), state);
            }
            case 'Q' -> stack.add(classes.persistent(arguments(pop())));
            default -> throw input.broken("opcode 0x%02x is not one that a state dict needs".formatted(opcode));
        }
    }

    private void checkProtocol(int protocol) {
        if (protocol > MAX_PROTOCOL) {
            throw input.broken("pickle protocol " + protocol + " is unknown");
        }
    }

    private Object protocol0Int(String line) {
        // protocol 1 wrote booleans as these two
        return switch (line) {
            case "00" -> false;
            case "01" -> true;
            default -> input.decimal(line);
        };
    }

    private Double protocol0Float(String line) {
        try {
            return Double.valueOf(line);
        } catch (NumberFormatException e) {
            throw input.broken("\"" + line + "\" where a number is needed");
        }
    }

    private int memoIndex(String line) {
        return input.decimal(line).intValue();
    }

    private Object recall(int index) {
        Object value = memo.get(index);
        if (value == null) {
            throw input.broken("nothing is stored as " + index);
        }
        return value;
    }

    private Object top() {
        if (stack.isEmpty()) {
            throw input.broken("the stack is empty");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return pop(1).get(0);
    }

    private List<Object> pop(int count) {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (stack.size() - floor < count) {
            throw input.broken("the stack is empty");
        }
        return take(stack.size() - count);
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw input.broken("a mark is missing");
        }
        return take(marks.remove(marks.size() - 1));
    }

    private List<Object> take(int from) {
        List<Object> tail = stack.subList(from, stack.size());
        List<Object> taken = new ArrayList<>(tail);
        tail.clear();
        return taken;
    }

    @SuppressWarnings("unchecked") // this machine makes no other lists
    private void append(List<Object> values) {
        if (top() instanceof InertObject) {
            return;
        }
        if (!(top() instanceof ArrayList<?> list)) {
            throw input.broken("values are appended to what is no list");
        }
        ((List<Object>) list).addAll(values);
    }

    @SuppressWarnings("unchecked") // this machine makes no other maps
    private void setItems(List<Object> keysAndValues) {
        if (top() instanceof InertObject) {
            return;
        }
        if (!(top() instanceof LinkedHashMap<?, ?> map)) {
            throw input.broken("items are set in what is no dictionary");
        }
        put((Map<Object, Object>) map, keysAndValues);
    }

    private Map<Object, Object> put(Map<Object, Object> map, List<Object> keysAndValues) {
        if (keysAndValues.size() % 2 != 0) {
            throw input.broken("a dictionary key has no value");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            map.put(key(keysAndValues.get(i)), keysAndValues.get(i + 1));
        }
        return map;
    }

    private Object key(Object key) {
        if (key instanceof List<?> && !(key instanceof ArrayList<?>)) {
            // a tuple: nobody looks for it, and by its values it could be compared without end
            return new InertObject("tuple");
        }
        // keys that hold other values could hold themselves
        if (key instanceof String
                || key instanceof Number
                || key instanceof Boolean
                || key == NONE
                || key instanceof InertObject
                || classes.isClass(key)) {
            return key;
        }
        throw input.broken("a dictionary key is neither text nor number");
    }

    private String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw input.broken("a class has no name");
    }

    private List<?> arguments(Object value) {
        if (value instanceof List<?> arguments) {
            return arguments;
        }
        throw input.broken("arguments are no tuple");
    }
}
