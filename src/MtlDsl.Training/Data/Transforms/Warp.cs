namespace MtlDsl.Training.Data;

/// <summary>
/// Stretches what is seen onto the network's input, whatever its proportions. Every sample ends so; as the last in a list it tells the
/// reader.
/// </summary>
public sealed class Warp : Transform
{
    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        // A view is always stretched onto the input when it is rendered.
    }
}
