namespace MtlDsl.Metrics;

/// <summary>Areas in pixels, both ends included.</summary>
internal readonly record struct AreaRange(double Least, double Most)
{
    /// <summary>COCO's sizes: all, small, medium, large. What lies on a border belongs to both sides.</summary>
    public static AreaRange[] Coco { get; } =
        [new(0, double.PositiveInfinity), new(0, 32 * 32), new(32 * 32, 96 * 96), new(96 * 96, double.PositiveInfinity)];

    public bool Holds(double area) => area >= Least && area <= Most;
}
