namespace MtlDsl.Training.Data;

/// <summary>What the numbers of a file stand for: stored * Scale + Offset, or nothing.</summary>
public sealed record ValueScale
{
    /// <summary>What a stored number is multiplied by.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is added to it then.</summary>
    public double Offset { get; init; }

    /// <summary>The stored number that stands for no value; not a number for none.</summary>
    public double NoData { get; init; } = double.NaN;

    /// <summary>Turns stored numbers into values; those that stand for none are not a number.</summary>
    internal void Apply(Span<float> numbers)
    {
        var noData = (float)NoData;
        foreach (ref var number in numbers)
            number = number == noData || !float.IsFinite(number) ? float.NaN : (float)(number * Scale + Offset);
    }
}
