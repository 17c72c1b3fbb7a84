package org.hengji.scoring;

import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassReader;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.ClassVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.FieldVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Handle;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.MethodVisitor;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Opcodes;
import com.tngtech.archunit.thirdparty.org.objectweb.asm.Type;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds every trace of {@code float} and {@code double} in a class file, boxed or not. */
final class FloatingPoint {
    private static final Pattern INSTRUCTION = Pattern.compile(
            "[DF](ADD|SUB|MUL|DIV|REM|NEG|LOAD|STORE|ALOAD|ASTORE|RETURN|CMP[LG]|CONST_\\d|2[A-Z])|[IL]2[DF]");
    private static final Map<Integer, String> INSTRUCTIONS = instructions();

    private FloatingPoint() {}

    static List<String> in(byte[] classFile) {
        List<String> found = new ArrayList<>();
        ClassReader reader = new ClassReader(classFile);
        String owner = reader.getClassName().replace('/', '.');
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        report(owner + "." + name, descriptor);
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        String place = owner + "." + name;
                        report(place, descriptor);
                        return new MethodVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitInsn(int opcode) {
                                instruction(opcode);
                            }

                            @Override
                            public void visitVarInsn(int opcode, int variable) {
                                instruction(opcode);
                            }

                            @Override
                            public void visitLdcInsn(Object constant) {
                                if (constant instanceof Double || constant instanceof Float) {
                                    found.add(place + " has the constant " + constant);
                                }
                            }

                            @Override
                            public void visitIntInsn(int opcode, int operand) {
                                if (opcode == Opcodes.NEWARRAY
                                        && (operand == Opcodes.T_DOUBLE || operand == Opcodes.T_FLOAT)) {
                                    found.add(place + " makes an array of floating point");
                                }
                            }

                            @Override
                            public void visitTypeInsn(int opcode, String type) {
                                report(place, Type.getObjectType(type).getDescriptor());
                            }

                            @Override
                            public void visitFieldInsn(int opcode, String of, String field, String type) {
                                report(place, type);
                            }

                            @Override
                            public void visitMethodInsn(
                                    int opcode, String of, String method, String type, boolean isInterface) {
                                report(place, Type.getObjectType(of).getDescriptor());
                                report(place, type);
                            }

                            @Override
                            public void visitInvokeDynamicInsn(
                                    String method, String type, Handle bootstrap, Object... arguments) {
                                report(place, type);
                            }

                            private void instruction(int opcode) {
                                if (INSTRUCTIONS.containsKey(opcode)) {
                                    found.add(place + " executes " + INSTRUCTIONS.get(opcode));
                                }
                            }
                        };
                    }

                    private void report(String place, String descriptor) {
                        if (names(Type.getType(descriptor))) {
                            found.add(place + " names " + descriptor);
                        }
                    }
                },
                0);
        return found;
    }

    private static Map<Integer, String> instructions() {
        Map<Integer, String> instructions = new HashMap<>();
        for (Field field : Opcodes.class.getFields()) {
            if (INSTRUCTION.matcher(field.getName()).matches()) {
                try {
                    instructions.put(field.getInt(null), field.getName());
                } catch (IllegalAccessException impossible) {
                    throw new AssertionError(impossible);
                }
            }
        }
        return instructions;
    }

    private static boolean names(Type type) {
        return switch (type.getSort()) {
            case Type.DOUBLE, Type.FLOAT -> true;
            case Type.ARRAY -> names(type.getElementType());
            case Type.OBJECT -> type.getClassName().matches("java\\.lang\\.(Double|Float)|java\\.util.*Double.*");
            case Type.METHOD -> {
                boolean named = names(type.getReturnType());
                for (Type argument : type.getArgumentTypes()) {
                    named |= names(argument);
                }
                yield named;
            }
            default -> false;
        };
    }
}
