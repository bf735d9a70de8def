namespace MtlDsl.Generators.Graph;

/// <summary>
/// A number of a layer. Inside a block's class it may be a constructor's parameter: then it carries the parameter's name, which is what
/// is written, beside the value that shapes are inferred from.
/// </summary>
internal readonly record struct Dim(int Value, string? Symbol = null)
{
    public static implicit operator Dim(int value) => new(value);

    public override string ToString() => Symbol ?? Text.Number(Value);
}
