package org.hengji.benchmarks.checking;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.hengji.checker.Checker;
import org.hengji.checker.Report;
import org.hengji.checker.Verdict;
import org.hengji.checker.Waivers;
import org.hengji.documents.Document;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and checking a report beside only taking its text out and cutting that into words. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class CheckingBenchmark {
    /** A report; given with {@code -p file=}. */
    @Param("report.txt")
    public String file;

    private byte[] bytes;
    private String name;
    private Checker checker;
    private Analyzer words;

    @Setup
    public void read() throws IOException {
        bytes = Files.readAllBytes(Path.of(file));
        name = Path.of(file).getFileName().toString();
        checker = Checker.shipped(Waivers.NONE);
        words = new SmartChineseAnalyzer();
    }

    /** The baseline: the same text, cut into Chinese words by Lucene's analyser. */
    @Benchmark
    public int extractAndTokenise() throws Refused, IOException {
        Document document = DocumentReader.read(name, bytes, Limits.USUAL);
        int count = 0;
        try (TokenStream tokens = words.tokenStream("", new StringReader(document.text()))) {
            tokens.reset();
            while (tokens.incrementToken()) {
                count++;
            }
            tokens.end();
        }
        return count;
    }

    @Benchmark
    public Verdict readAndCheck() throws Refused {
        return checker.check(Report.of(name, DocumentReader.read(name, bytes, Limits.USUAL)))
                .get(0);
    }
}
