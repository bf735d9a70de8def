namespace MtlDsl.Models.Tests;

/// <summary>
/// Times that the study measured: Pascal VOC and aerial networks at 300x300, one image, mean of 50 passes (Martí i Rabadán, 2017, tables
/// of resources). Whole milliseconds.
/// </summary>
internal sealed record Measured(string Name, Architecture Network, bool IsCalibrating, double JetsonTX1, double TitanX)
{
    public static IReadOnlyList<Measured> All { get; } =
    [
        new("ResNet-50 trunk", VocMultitask.Architecture.Only(), true, 175, 19),
        new("VOC, segmentation", VocMultitask.Architecture.Only("Segmentation"), true, 202, 31),
        new("VOC, detection", VocMultitask.Architecture.Only("Detection"), true, 224, 29),
        new("VOC, multitask", VocMultitask.Architecture, true, 249, 39),
        new("aerial, segmentation", AerialMultitask.Architecture.Only("Segmentation"), false, 185, 24),
        new("aerial, detection", AerialMultitask.Architecture.Only("Detection"), false, 210, 27),
        new("aerial, multitask", AerialMultitask.Architecture, false, 219, 30),
    ];

    public double On(Board board) => board == Board.JetsonTX1 ? JetsonTX1 : TitanX;

    /// <summary>How far an estimate is off, as a share of what was measured.</summary>
    public double Error(Board board, Roofline? runtime = null) => Network.Estimate(board, runtime).Milliseconds / On(board) - 1;
}
