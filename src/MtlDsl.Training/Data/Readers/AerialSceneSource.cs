using System.Globalization;
using MtlDsl.Scenes;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Made-up aerial scenes with boxes, masks and heights in metres: a data set that needs no download. Every scene is made when it is read; put a
/// <see cref="CachedSource"/> before it to make each once, as <see cref="BatchLoader"/> does.
/// </summary>
public sealed class AerialSceneSource : IExampleSource
{
    private static readonly Dictionary<byte, string?> SurfaceLabels = AerialScene.SurfaceNames
        .Select((name, value) => KeyValuePair.Create((byte)value, (string?)name))
        .ToDictionary();

    private readonly PixelSize size;
    private readonly ulong seed;
    private readonly Split split;

    /// <summary>Chooses the scenes.</summary>
    /// <param name="count">How many; none only for validation.</param>
    /// <param name="size">Size of the pictures.</param>
    /// <param name="seed">Which; the same numbers give the same scenes.</param>
    /// <param name="split">Two parts never share a scene.</param>
    public AerialSceneSource(int count, PixelSize size, ulong seed, Split split)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (split != Split.Validation)
            ArgumentOutOfRangeException.ThrowIfZero(count);
        (Count, this.size, this.seed, this.split) = (count, size, seed, split);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public LabelKinds Labels => LabelKinds.Boxes | LabelKinds.Masks | LabelKinds.Values;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> LabelNames => [.. AerialScene.SurfaceNames, .. AerialScene.ObjectNames];

    /// <inheritdoc/>
    public string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"{split.ToString().ToLowerInvariant()}-{index:D5}");

    /// <inheritdoc/>
    public Example Read(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        // One seed never gives two numbers the same scene: even ones, odd ones, and from the top down.
        var number = split switch
        {
            Split.Train => 2 * (ulong)index,
            Split.Test => 2 * (ulong)index + 1,
            _ => ulong.MaxValue - (ulong)index,
        };
        var scene = AerialScene.Render(Seeds.Mix(seed, number), size);
        return new Example(
            Id(index),
            scene.Image,
            [.. scene.Objects.Select(found => new LabelledObject(AerialScene.ObjectNames[(int)found.Kind], found.Box))],
            new LabelledMask(scene.Surfaces, SurfaceLabels))
        {
            Values = new LabelledValues("height", scene.Heights),
        };
    }
}
