using System.Text.Json;
using MtlDsl.Metrics;

namespace MtlDsl.Tests.Metrics;

public sealed class RegressionErrorsTests
{
    [Fact]
    public void Measures_are_those_of_Eigen()
    {
        var errors = new RegressionErrors();
        errors.Add([4, 2, float.NaN, 1], [5, 2.25f, 100, -1]);
        errors.Add([8], [4]);

        errors.Count.ShouldBe(4);
        errors.MeanAbsolute.ShouldBe((1 + 0.25 + 2 + 4) / 4);
        errors.RootMeanSquare.ShouldBe(Math.Sqrt((1 + 0.0625 + 4 + 16) / 4));
        errors.MeanRelative.ShouldBe((0.25 + 0.125 + 2 + 0.5) / 4);
        // 5 / 4 is 1.25 and not below it; a negative prediction is never close.
        errors.Close.ShouldBe(0.25);
        errors.RootMeanSquareLog.ShouldBe(double.PositiveInfinity);
    }

    [SkippableFact]
    public void All_measures_are_those_of_numpy_and_parts_add_up()
    {
        Python.Require("numpy");
        var random = new Random(3);
        var truth = Enumerable.Range(0, 500).Select(_ => .5f + 10 * random.NextSingle()).ToArray();
        var guess = truth.Select(t => t * (.4f + 1.4f * random.NextSingle())).ToArray();
        var (errors, rest) = (new RegressionErrors(), new RegressionErrors());
        errors.Add(truth.AsSpan(0, 200), guess.AsSpan(0, 200));
        rest.Add(truth.AsSpan(200), guess.AsSpan(200));
        errors.Merge(rest);

        var answer = JsonSerializer.Deserialize<double[]>(Python.RunLines(
            """
            import json, sys, numpy as np
            t, p = np.array(json.load(sys.stdin))
            factor = np.maximum(t / p, p / t)
            print(json.dumps([
                np.abs(t - p).mean(), np.sqrt(((t - p) ** 2).mean()), (np.abs(t - p) / t).mean(), ((t - p) ** 2 / t).mean(),
                np.sqrt(((np.log(t) - np.log(p)) ** 2).mean()), *[(factor < 1.25**k).mean() for k in (1, 2, 3)]]))
            """,
            JsonSerializer.Serialize(new[] { truth, guess })))!;

        double[] measured =
        [
            errors.MeanAbsolute, errors.RootMeanSquare, errors.MeanRelative, errors.MeanSquareRelative, errors.RootMeanSquareLog,
            errors.Within(1), errors.Within(2), errors.Within(3),
        ];
        for (var i = 0; i < measured.Length; i++)
            // Values go to numpy as the shortest text of a float.
            measured[i].ShouldBe(answer[i], 1e-6);
        errors.Count.ShouldBe(500);
    }

    [Fact]
    public void Relative_measures_are_over_values_above_zero()
    {
        var errors = new RegressionErrors();
        errors.Add([0, -3, 10], [1, -3, 10]);

        errors.Count.ShouldBe(3);
        errors.MeanAbsolute.ShouldBe(1 / 3.0);
        errors.MeanRelative.ShouldBe(0);
        errors.Close.ShouldBe(1);
    }

    [Fact]
    public void Without_values_nothing_is_a_number()
    {
        var errors = new RegressionErrors();
        errors.Add([float.NaN], [1]);

        new[] { errors.MeanAbsolute, errors.RootMeanSquare, errors.MeanRelative, errors.Close }.ShouldAllBe(value => double.IsNaN(value));
        Should.Throw<ArgumentException>(() => errors.Add([1], [1, 2])).Message.ShouldContain("1 true values");
    }

    [Fact]
    public void A_prediction_that_is_no_number_shows()
    {
        var errors = new RegressionErrors();
        errors.Add([1, 1], [1, float.NaN]);

        errors.MeanAbsolute.ShouldBe(double.NaN);
        errors.Close.ShouldBe(0.5);
    }
}
