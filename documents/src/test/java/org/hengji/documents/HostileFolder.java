package org.hengji.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Makes the files of the folder {@code hostile/CODE} out of what {@link HostileFileTest} puts together, for tests that
 * send them to the pages. Run it again after changing it: {@code HostileFolder src/test/resources/hostile}.
 */
final class HostileFolder {
    private static final int LARGEST = 120_000;

    private HostileFolder() {}

    public static void main(String[] args) throws IOException {
        for (Arguments one : HostileFileTest.kinds().toList()) {
            Object[] of = one.get();
            String name = (String) of[2];
            byte[] bytes = (byte[]) of[3];
            if (of[4] == Limits.USUAL && bytes.length <= LARGEST) {
                Path folder = Files.createDirectories(Path.of(args[0]).resolve((String) of[0]));
                String what = ((String) of[1]).replaceAll("[^A-Za-z0-9]+", "-");
                Files.write(folder.resolve(what + name.substring(name.lastIndexOf('.'))), bytes);
            }
        }
    }
}
