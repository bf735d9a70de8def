using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>A loss attribute of a head, read. Adding a kind of loss means one record here, entered in <see cref="LossKinds"/>.</summary>
/// <param name="Kind">Its name as it is written in an attribute.</param>
/// <param name="Weight">Its factor in the network's total.</param>
/// <param name="Origin">The attribute.</param>
internal abstract record Loss(string Kind, double Weight, Origin Origin)
{
    /// <summary>The namespace of the classes that compute losses.</summary>
    protected const string Namespace = "global::MtlDsl.Training.Losses";

    /// <summary>The C# expression of its value for a batch, before weighting.</summary>
    /// <param name="output">What the head gives: its argument or arguments.</param>
    /// <param name="target">The head's labels.</param>
    public abstract string Compute(string output, string target);
}
