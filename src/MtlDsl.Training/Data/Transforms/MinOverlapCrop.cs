using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// SSD's crop: sees all of the sample, or a part of it that overlaps an object by at least 0, 0.1, 0.3, 0.5, 0.7 or 0.9 (intersection
/// over union), each as often. An object stays if its centre does. Where no part is found within the attempts the sample stays whole;
/// where there are no objects any part will do.
/// </summary>
/// <param name="minScale">Least side of the part, in fractions of what was seen before.</param>
/// <param name="maxAspect">Largest ratio of the part's sides (in those fractions), either way.</param>
/// <param name="attempts">How many parts are tried.</param>
public sealed class MinOverlapCrop(double minScale = 0.3, double maxAspect = 2, int attempts = 50) : Transform
{
    private static readonly float?[] Overlaps = [null, 0, 0.1f, 0.3f, 0.5f, 0.7f, 0.9f];

    private readonly double minScale = minScale is > 0 and <= 1
        ? minScale
        : throw new ArgumentOutOfRangeException(nameof(minScale), minScale, "The least side of a crop is a fraction: above 0, at most 1.");

    /// <inheritdoc/>
    public override void Apply(Sample sample, Random random)
    {
        if (Overlaps[random.Next(Overlaps.Length)] is not { } minOverlap)
            return;
        Box[] objects = [.. sample.Objects.Where(o => !o.Difficult && sample.View.Shows(o.Box)).Select(o => o.Box)];
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            if (Propose(sample.View.Window, random) is not { } window)
                continue;
            var view = sample.View with { Window = window };
            if (objects.Length > 0 && !objects.Any(box => view.Shows(box) && window.Overlap(box) >= minOverlap))
                continue;
            sample.View = view;
            return;
        }
    }

    private Box? Propose(Box frame, Random random)
    {
        double Side() => minScale + random.NextDouble() * (1 - minScale);
        double width = Side(), height = Side();
        if (width > height * maxAspect || height > width * maxAspect)
            return null;
        var left = (float)(frame.Left + random.NextDouble() * (1 - width) * frame.Width);
        var top = (float)(frame.Top + random.NextDouble() * (1 - height) * frame.Height);
        return new Box(left, top, left + (float)width * frame.Width, top + (float)height * frame.Height);
    }
}
