using MtlDsl.Vision;

namespace MtlDsl.Metrics;

/// <summary>
/// The detections and objects of one class in one image, in pixels, and how COCO matches them: each detection, by falling score, takes
/// the object that it overlaps most among those not taken yet, one that counts before one that does not.
/// </summary>
internal sealed class CocoImage
{
    private readonly float[] scores;
    private readonly Pixels[] found;
    private readonly (Pixels Box, bool Ignored, bool Crowd)[] objects;
    private readonly double[,] overlaps;

    /// <param name="detections">Of one class, by falling score; at most 256.</param>
    /// <param name="truth">Of the same class.</param>
    /// <param name="size">The image.</param>
    public CocoImage(IReadOnlyList<Detection> detections, IReadOnlyList<TrueObject> truth, PixelSize size)
    {
        scores = [.. detections.Select(d => d.Score)];
        found = [.. detections.Select(d => Pixels.Of(d.Box, size))];
        objects = [.. truth.Select(t => (Pixels.Of(t.Box, size), t.Difficult || t.Crowd, t.Crowd))];
        overlaps = new double[found.Length, objects.Length];
        for (var d = 0; d < found.Length; d++)
        for (var o = 0; o < objects.Length; o++)
            overlaps[d, o] = found[d].Overlap(objects[o].Box, objects[o].Crowd);
    }

    /// <summary>Matches for objects of a size; all others count for nothing.</summary>
    /// <param name="size">The areas that count.</param>
    /// <param name="limits">The overlaps from which a detection finds an object.</param>
    /// <param name="outcomes">Gets one outcome a detection.</param>
    /// <returns>The number of objects that count.</returns>
    public int Match(AreaRange size, ReadOnlySpan<double> limits, List<CocoOutcome> outcomes)
    {
        var ignored = Array.ConvertAll(objects, o => o.Ignored || !size.Holds(o.Box.Area));
        var order = Enumerable.Range(0, objects.Length).OrderBy(o => ignored[o]).ToArray();
        var (hits, passed) = (new ushort[found.Length], new ushort[found.Length]);
        var taken = new bool[objects.Length];
        for (var limit = 0; limit < limits.Length; limit++)
        {
            Array.Clear(taken);
            for (var d = 0; d < found.Length; d++)
            {
                var match = Best(d, limits[limit], order, ignored, taken);
                if (match >= 0)
                    taken[match] = true;
                if (match < 0 ? !size.Holds(found[d].Area) : ignored[match])
                    passed[d] |= (ushort)(1 << limit);
                else if (match >= 0)
                    hits[d] |= (ushort)(1 << limit);
            }
        }
        for (var d = 0; d < found.Length; d++)
            outcomes.Add(new CocoOutcome(scores[d], (byte)d, hits[d], passed[d]));
        return ignored.Count(passedOver => !passedOver);
    }

    // Of equal overlaps the later object wins, as in COCO's own evaluation.
    private int Best(int detection, double limit, int[] order, bool[] ignored, bool[] taken)
    {
        var (best, overlap) = (-1, limit);
        foreach (var o in order)
        {
            if (best >= 0 && !ignored[best] && ignored[o])
                break;
            if ((taken[o] && !objects[o].Crowd) || overlaps[detection, o] < overlap)
                continue;
            (best, overlap) = (o, overlaps[detection, o]);
        }
        return best;
    }

    /// <summary>A box in pixels, rounded to thousandths: a label in whole pixels is whole again after its way through fractions.</summary>
    private readonly record struct Pixels(double Left, double Top, double Right, double Bottom)
    {
        public double Area => Math.Max(Right - Left, 0) * Math.Max(Bottom - Top, 0);

        public static Pixels Of(Box box, PixelSize size) => new(
            Math.Round((double)box.Left * size.Width, 3), Math.Round((double)box.Top * size.Height, 3),
            Math.Round((double)box.Right * size.Width, 3), Math.Round((double)box.Bottom * size.Height, 3));

        /// <summary>Intersection over union; over the own area where the other is a crowd.</summary>
        public double Overlap(Pixels other, bool crowd)
        {
            var common = Math.Max(Math.Min(Right, other.Right) - Math.Max(Left, other.Left), 0)
                * Math.Max(Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top), 0);
            var whole = crowd ? Area : Area + other.Area - common;
            return whole > 0 ? common / whole : 0;
        }
    }
}
