namespace MtlDsl.Training.Data;

/// <summary>
/// The endless sequence of training samples. The data sets take turns by their weights; each comes in an order of its own, shuffled anew
/// every epoch, with every image once an epoch. A ticket follows from the seed and its position alone.
/// </summary>
internal sealed class SampleSchedule
{
    private readonly ulong seed;
    private readonly int[] counts;
    private readonly int[] weights;
    private readonly (int Feed, int Rank)[] turns;
    private readonly (long Epoch, int[] Order)[] shuffled;

    /// <summary>Plans a sequence.</summary>
    /// <param name="seed">What everything follows from.</param>
    /// <param name="feeds">Number of images and weight of each data set.</param>
    public SampleSchedule(ulong seed, IReadOnlyList<(int Count, int Weight)> feeds)
    {
        this.seed = seed;
        counts = [.. feeds.Select(feed => feed.Count)];
        weights = [.. feeds.Select(feed => feed.Weight)];
        turns = TakeTurns(weights);
        shuffled = [.. feeds.Select(_ => (-1L, Array.Empty<int>()))];
    }

    /// <summary>The ticket of a position. Not for several threads at once: the orders of the current epochs are kept.</summary>
    public SampleTicket this[long position]
    {
        get
        {
            var (feed, rank) = turns[position % turns.Length];
            var ordinal = position / turns.Length * weights[feed] + rank;
            var (epoch, place) = Math.DivRem(ordinal, counts[feed]);
            return new SampleTicket(feed, Order(feed, epoch)[place], Seeds.Random(seed, (ulong)position));
        }
    }

    private int[] Order(int feed, long epoch)
    {
        if (shuffled[feed].Epoch != epoch)
        {
            var order = Enumerable.Range(0, counts[feed]).ToArray();
            // Far from the positions' numbers, so that no order shares its seed with a sample.
            Seeds.Random(~seed, (ulong)epoch * (ulong)counts.Length + (ulong)feed).Shuffle(order);
            shuffled[feed] = (epoch, order);
        }
        return shuffled[feed].Order;
    }

    // One round in which feed f comes weights[f] times, spread evenly: who is furthest behind its share is next.
    private static (int Feed, int Rank)[] TakeTurns(int[] weights)
    {
        var taken = new int[weights.Length];
        var turns = new (int Feed, int Rank)[weights.Sum()];
        for (var turn = 0; turn < turns.Length; turn++)
        {
            var next = Enumerable.Range(0, weights.Length).MaxBy(feed => (double)weights[feed] * (turn + 1) / turns.Length - taken[feed]);
            turns[turn] = (next, taken[next]++);
        }
        return turns;
    }
}
