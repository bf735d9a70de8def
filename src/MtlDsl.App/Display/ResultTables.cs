using System.Globalization;
using MtlDsl.App.Commands;
using MtlDsl.App.Verifying;
using MtlDsl.Onnx;
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
                [$"{head.Head} ({head.Images} images)", .. head.Measures], head.Measures.Count,
                head.Rows.Select(row => (IReadOnlyList<string>)[row.Class ?? "mean", .. row.Values.Select(Text)]));
            if (head.Measurements.Count > head.Measures.Count)
                screen.Table(
                    [$"{head.Head}, all images", "value"], 1,
                    head.Measurements.Select(measure => (IReadOnlyList<string>)[measure.Name, Text(measure.Value)]));
        }
    }

    /// <summary>The outputs with their errors.</summary>
    public static void Show(this Screen screen, VerificationResult result) => screen.Show([("random values", result)]);

    /// <summary>The outputs with their errors on inputs of several kinds.</summary>
    public static void Show(this Screen screen, IReadOnlyList<(string Kind, VerificationResult Result)> results) => screen.Table(
        ["output", "inputs", "absolute error", "relative error", "allowed", "verdict"], 4,
        results[0].Result.Outputs.SelectMany((_, index) => results.Select(item => (item.Kind, item.Result, Output: item.Result.Outputs[index])))
            .Select(row => (IReadOnlyList<string>)
            [
                row.Output.Name,
                $"{row.Result.Inputs} {row.Kind}",
                Power(row.Output.MaxAbsolute),
                Power(row.Output.MaxError),
                Power(row.Result.Tolerance),
                row.Output.MaxError <= row.Result.Tolerance ? "same" : "DIFFERS",
            ]));

    /// <summary>Where an exported network begins to differ.</summary>
    public static void Show(this Screen screen, FirstDifference? difference)
    {
        if (difference is null)
        {
            screen.Line("No layer was found that differs by itself: the graph's layers are not those of the network.");
            return;
        }
        var nodes = string.Join(", ", difference.Nodes.Select(node => $"{node.Name} ({node.Type})"));
        screen.Line(difference.Nodes.Count == 1
            ? $"The first layer that differs: {nodes}, relative error {Power(difference.Error)} on the same input."
            : $"The first to differ is among {nodes}; relative error {Power(difference.Error)}.");
        screen.Line(difference.After is { } after ? $"Layers before it that agree: {difference.Agreeing}, the last of them {after}." : "No layer stands before it.");
    }

    /// <summary>What another precision costs the outputs.</summary>
    public static void Show(this Screen screen, IReadOnlyList<OutputError> errors, Precision precision) => screen.Table(
        [$"{precision} against Float32", "mean error", "largest error"], 2,
        errors.Select(error => (IReadOnlyList<string>)[error.Name, Percent(error.Mean), Percent(error.Largest)]));

    /// <summary>The outputs of a network in another precision with their errors.</summary>
    public static void Show(this Screen screen, IReadOnlyList<PrecisionErrors> kinds) => screen.Table(
        ["output", "inputs", "mean error", "largest error", "allowed mean", "verdict"], 4,
        kinds[0].Outputs.SelectMany((_, index) => kinds.Select(kind => (Kind: kind, Output: kind.Outputs[index])))
            .Select(row => (IReadOnlyList<string>)
            [
                row.Output.Name,
                $"{row.Kind.Inputs} {row.Kind.Kind}",
                Percent(row.Output.Mean),
                Percent(row.Output.Largest),
                Percent(row.Kind.Allowed),
                row.Kind.IsEnough(row.Output) ? "same" : "DIFFERS",
            ]));

    /// <summary>On how much of what each head says a file agrees with the plain form.</summary>
    public static void Show(this Screen screen, IReadOnlyList<HeadAgreement> agreements, NetworkForm form)
    {
        screen.Table(
            ["beside the plain form", "compared", "the same", "needed", "verdict"], 4,
            agreements.Select(agreement => (IReadOnlyList<string>)
            [
                agreement.Head.Name,
                $"{agreement.Compared.ToString("#,0", CultureInfo.InvariantCulture)} {(agreement.Head is SegmentationHead ? "pixels" : agreement.Head is DetectionHead ? "detections" : "values")}",
                agreement.Compared == 0 ? "-" : agreement.Share.ToString("0.00%", CultureInfo.InvariantCulture),
                agreement.Needed.ToString("0.0%", CultureInfo.InvariantCulture),
                agreement.Compared == 0 ? "NOT COMPARED" : agreement.IsEnough ? "same" : "DIFFERS",
            ]));
        foreach (var agreement in agreements.Where(agreement => agreement.Compared == 0))
            screen.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{agreement.Head.Name} could not be compared: in images of noise neither form finds anything with a score above {form.Suppression?.ScoreThreshold ?? 0}."));
    }

    /// <summary>The heads' scores in one line.</summary>
    public static string Summary(EvaluationResult result) =>
        string.Join("  ", result.Heads.Select(head => $"{head.Head} {head.Measures[0]} {Text(head.Score)}"));

    private static string Power(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
    private static string Percent(double value) => value.ToString("0.000%", CultureInfo.InvariantCulture);

    private static string Text(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
