using System.Globalization;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App.Display;

/// <summary>Shows measures as tables.</summary>
internal static class ResultTables
{
    /// <summary>A table a head, the mean first, then the classes; and one of the measures that only the whole head has.</summary>
    public static void Show(this Screen screen, EvaluationResult result)
    {
        foreach (var head in result.Heads)
        {
            screen.Table(
                [$"{head.Head} ({result.Images} images)", .. head.Measures], head.Measures.Count,
                head.Rows.Select(row => (IReadOnlyList<string>)[row.Class ?? "mean", .. row.Values.Select(Text)]));
            if (head.Measurements.Count > head.Measures.Count)
                screen.Table(
                    [$"{head.Head}, all images", "value"], 1,
                    head.Measurements.Select(measure => (IReadOnlyList<string>)[measure.Name, Text(measure.Value)]));
        }
    }

    /// <summary>The outputs with their errors.</summary>
    public static void Show(this Screen screen, VerificationResult result) => screen.Table(
        [$"output ({result.Inputs} inputs)", "relative error", "allowed", "verdict"], 3,
        result.Outputs.Select(output => (IReadOnlyList<string>)
        [
            output.Name,
            output.MaxError.ToString("0.0e+0", CultureInfo.InvariantCulture),
            result.Tolerance.ToString("0.0e+0", CultureInfo.InvariantCulture),
            output.MaxError <= result.Tolerance ? "same" : "DIFFERS",
        ]));

    /// <summary>The heads' scores in one line.</summary>
    public static string Summary(EvaluationResult result) =>
        string.Join("  ", result.Heads.Select(head => $"{head.Head} {head.Measures[0]} {Text(head.Score)}"));

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
