using System.Globalization;
using MtlDsl.Deployment.Benchmarking;

namespace MtlDsl.Deployment.Tests.Benchmarking;

public class LatencyTests
{
    [SkippableFact]
    public void Percentiles_are_numpys()
    {
        Python.Require("numpy");
        var random = new Random(1);
        foreach (var count in new[] { 1, 2, 3, 10, 101 })
        {
            var times = Enumerable.Range(0, count).Select(_ => Math.Round(random.NextDouble() * 300, 3)).ToList();
            var expected = Python.RunLines(
                "import sys, numpy; print(*numpy.percentile([float(t) for t in sys.stdin.read().split()], [0, 37, 50, 95, 99, 100]))",
                string.Join(' ', times.Select(time => time.ToString(CultureInfo.InvariantCulture))));

            var latency = new Latency(times);

            double[] found = [latency.Least, latency.Percentile(37), latency.Median, latency.Percentile(95), latency.Percentile(99), latency.Percentile(100)];
            found.ShouldBe(expected.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)), 1e-9);
            latency.Calls.ShouldBe(count);
        }
    }

    [Fact]
    public void Without_calls_there_is_none() => Should.Throw<ArgumentException>(() => new Latency([]));
}
