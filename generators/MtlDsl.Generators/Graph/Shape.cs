namespace MtlDsl.Generators.Graph;

/// <summary>The map between two layers, for one image.</summary>
internal readonly record struct Shape(int Channels, int Height, int Width)
{
    public long Cells => (long)Height * Width;

    public long Values => Channels * Cells;

    /// <summary>Whether there is anything left of the map.</summary>
    public bool IsEmpty => Height <= 0 || Width <= 0;

    public override string ToString() => $"{Text.Number(Channels)}x{Text.Number(Height)}x{Text.Number(Width)}";
}
