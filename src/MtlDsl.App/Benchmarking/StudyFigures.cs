namespace MtlDsl.App.Benchmarking;

/// <summary>
/// What a study measured of its own networks: M. Martí i Rabadán, "Multitask Deep Learning models for real-time deployment in embedded
/// systems", KTH 2017, table 4.5: Caffe, 300x300, one image, mean of 50 passes.
/// </summary>
/// <param name="Network">The network.</param>
/// <param name="WeightsMB">Weights in decimal megabytes.</param>
/// <param name="Tx1">Milliseconds and megabytes on a Jetson TX1; null where the networks did not fit.</param>
/// <param name="TitanX">Milliseconds and megabytes on a GTX Titan X.</param>
internal sealed record StudyFigures(string Network, int WeightsMB, (int Milliseconds, int MB)? Tx1, (int Milliseconds, int MB) TitanX)
{
    /// <summary>Whose figures these are.</summary>
    public const string Caption = "The study's networks on its boards (M. Martí i Rabadán, KTH 2017, table 4.5; Caffe, 300x300, one image; memory with the runtime's own)";

    /// <summary>The table.</summary>
    public static IReadOnlyList<StudyFigures> All { get; } =
    [
        new("ResNet-50 trunk", 95, (175, 1193), (19, 1203)),
        new("VOC, FCN", 95, (202, 1276), (31, 1276)),
        new("VOC, SSD", 158, (224, 1702), (29, 1594)),
        new("VOC, multitask", 158, (249, 1780), (39, 1668)),
        new("VOC, FCN and SSD", 253, null, (58, 2641)),
        new("aerial, FCN", 95, (185, 1225), (24, 1233)),
        new("aerial, SSD", 140, (210, 1616), (27, 1525)),
        new("aerial, multitask", 140, (219, 1644), (30, 1552)),
        new("aerial, FCN and SSD", 235, null, (49, 2511)),
    ];
}
