package org.scorewps.engine.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The engine, loaded anew with one change in the code of one class: the kind of error that slips in. */
final class ChangedEngine extends ClassLoader {
    private static final String ENGINE = "org.scorewps.engine.";

    private final String type;
    private final String from;
    private final String to;
    private int changes;

    /**
     * @param type the class that is changed, its name below {@code org.scorewps.engine}
     * @param from part of a text in its code, or the class whose methods it calls, as {@code ai/djl/nn/Activation}
     * @param to what stands there instead
     */
    ChangedEngine(String type, String from, String to) {
        super(ChangedEngine.class.getClassLoader());
        this.type = ENGINE + type;
        this.from = from;
        this.to = to;
    }

    /** How many places were changed so far. */
    int changes() {
        return changes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ENGINE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] code = code(name);
            return defineClass(name, code, 0, code.length);
        }
    }

    private byte[] code(String name) throws ClassNotFoundException {
        try (InputStream stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            ClassReader reader = new ClassReader(stream);
            ClassWriter writer = new ClassWriter(0);
            reader.accept(name.equals(type) || name.startsWith(type + "$") ? new Change(writer) : writer, 0);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Change extends ClassVisitor {
        Change(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String shape, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, shape, signature, thrown)) {
                @Override
                public void visitLdcInsn(Object value) {
                    boolean changed = value instanceof String text && text.contains(from);
                    changes += changed ? 1 : 0;
                    super.visitLdcInsn(changed ? ((String) value).replace(from, to) : value);
                }

                @Override
                public void visitMethodInsn(int kind, String owner, String method, String type, boolean isInterface) {
                    boolean changed = owner.equals(from);
                    changes += changed ? 1 : 0;
                    super.visitMethodInsn(kind, changed ? to : owner, method, type, isInterface);
                }
            };
        }
    }
}
