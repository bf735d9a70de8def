using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

/// <summary>Maps "thing" and "other", leaves "clutter" out, knows nothing else.</summary>
internal sealed class TinyAdapter(Architecture architecture, params IReadOnlyList<Transform> transforms) : DataAdapter
{
    public TinyAdapter(params IReadOnlyList<Transform> transforms) : this(TinyNetwork.Architecture, transforms)
    {
    }

    public override string Name => nameof(TinyAdapter);

    public override Architecture Architecture => architecture;

    public override IReadOnlyList<Transform> Transforms => transforms;

    public override IExampleSource Open(string? root, Split split) => throw new NotSupportedException("Tests bring their own sources.");

    public override int MapLabel(int head, string label) => (head, label) switch
    {
        (TinyNetwork.Surfaces, "ground") => 0,
        (TinyNetwork.Surfaces, "thing") => 1,
        (TinyNetwork.Surfaces, "other") => 2,
        (TinyNetwork.Objects, "thing") => 0,
        (TinyNetwork.Objects, "other") => 1,
        (_, "clutter") => IgnoredLabel,
        _ => UnknownLabel,
    };
}
