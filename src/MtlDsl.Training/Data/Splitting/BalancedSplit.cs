namespace MtlDsl.Training.Data;

/// <summary>
/// Divides images so that every class is spread over the parts as the images are: of the images that hold it, each part has its share. Iterative
/// stratification (Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-Label Data", ECML PKDD 2011, algorithm 1), for groups
/// that stay whole; then single groups change places as long as that brings the shares closer.
/// </summary>
public static class BalancedSplit
{
    /// <summary>Groups that improve by changing places are looked for among so many others at most, which bounds the time.</summary>
    private const int MostPartners = 200, MostPasses = 30;

    /// <summary>Gives each group to a part.</summary>
    /// <param name="groups">The groups, all with as many classes.</param>
    /// <param name="shares">The parts' shares, positive, 1 together.</param>
    /// <param name="seed">Decides between equals.</param>
    /// <returns>The part of each group.</returns>
    /// <exception cref="ArgumentException">The shares are no shares, or groups have different numbers of classes.</exception>
    public static int[] Assign(IReadOnlyList<BalancedGroup> groups, IReadOnlyList<double> shares, ulong seed)
    {
        if (shares.Any(share => !(share > 0)) || Math.Abs(shares.Sum() - 1) > 1e-9)
            throw new ArgumentException("Shares are positive and 1 together.", nameof(shares));
        var classes = groups.Count > 0 ? groups[0].ImagesOf.Count : 0;
        if (groups.Any(group => group.ImagesOf.Count != classes))
            throw new ArgumentException("All groups count the same classes.", nameof(groups));
        var random = Seeds.Random(seed, 0);
        var division = new Division(groups, shares, classes);
        Stratify(groups, division, classes, random);
        Improve(groups, division, random);
        return division.Parts;
    }

    // The rarest class first, for it has the least freedom; each of its groups goes where most of the class is still wanted.
    private static void Stratify(IReadOnlyList<BalancedGroup> groups, Division division, int classes, Random random)
    {
        var order = Enumerable.Range(0, groups.Count).ToArray();
        random.Shuffle(order);
        var left = order.ToHashSet();
        var remaining = Enumerable.Range(0, classes).Select(c => groups.Sum(group => (long)group.ImagesOf[c])).ToArray();
        while (Enumerable.Range(0, classes).Where(c => remaining[c] > 0).OrderBy(c => remaining[c]).Select(c => (int?)c).FirstOrDefault() is { } rarest)
            foreach (var group in order.Where(g => left.Contains(g) && groups[g].ImagesOf[rarest] > 0).OrderByDescending(g => groups[g].ImagesOf[rarest]).ToList())
            {
                division.Give(group, division.MostWanted(rarest));
                left.Remove(group);
                for (var c = 0; c < classes; c++)
                    remaining[c] -= groups[group].ImagesOf[c];
            }
        foreach (var group in order.Where(left.Contains))
            division.Give(group, division.MostWanted(null));
    }

    private static void Improve(IReadOnlyList<BalancedGroup> groups, Division division, Random random)
    {
        var others = Enumerable.Range(0, groups.Count).ToArray();
        for (var (pass, changed) = (0, true); changed && pass < MostPasses; pass++)
        {
            changed = false;
            for (var group = 0; group < groups.Count; group++)
            {
                for (var part = 0; part < division.Count; part++)
                    changed |= division.TryMove(group, part);
                random.Shuffle(others);
                foreach (var other in others.Take(MostPartners))
                    changed |= division.TrySwap(group, other);
            }
        }
    }

    /// <summary>What each part has of the images and of every class, and how far that is from its share.</summary>
    private sealed class Division
    {
        private readonly IReadOnlyList<BalancedGroup> groups;
        private readonly IReadOnlyList<double> shares;
        private readonly double[] totals;

        // By part, the images first and then every class.
        private readonly double[][] has;

        public Division(IReadOnlyList<BalancedGroup> groups, IReadOnlyList<double> shares, int classes)
        {
            (this.groups, this.shares) = (groups, shares);
            totals = [.. Enumerable.Range(0, classes + 1).Select(k => groups.Sum(group => Amount(group, k)))];
            has = [.. shares.Select(_ => new double[classes + 1])];
            Parts = [.. groups.Select(_ => -1)];
        }

        public int[] Parts { get; }

        public int Count => shares.Count;

        /// <summary>The part that lacks most of a class, of equals the one that lacks most images.</summary>
        public int MostWanted(int? ofClass) => Enumerable.Range(0, Count)
            .OrderByDescending(part => ofClass is { } c ? Lack(part, c + 1) : 0).ThenByDescending(part => Lack(part, 0)).First();

        public void Give(int group, int part)
        {
            Add(group, -1);
            Parts[group] = part;
            Add(group, 1);
        }

        /// <summary>Gives a group to another part if that is a gain.</summary>
        public bool TryMove(int group, int part) => Try(Parts[group], part, group, null);

        /// <summary>Lets two groups change places if that is a gain.</summary>
        public bool TrySwap(int group, int other) => Try(Parts[group], Parts[other], group, other);

        private bool Try(int from, int to, int group, int? other)
        {
            if (from == to)
                return false;
            var before = Distance(from) + Distance(to);
            Exchange(to, from);
            if (Distance(from) + Distance(to) < before - 1e-12)
                return true;
            Exchange(from, to);
            return false;

            void Exchange(int here, int there)
            {
                Give(group, here);
                if (other is { } second)
                    Give(second, there);
            }
        }

        private double Distance(int part)
        {
            var sum = 0.0;
            for (var k = 0; k < totals.Length; k++)
                if (totals[k] > 0)
                {
                    var apart = has[part][k] / totals[k] - shares[part];
                    sum += apart * apart;
                }
            return sum;
        }

        private double Lack(int part, int k) => shares[part] * totals[k] - has[part][k];

        private void Add(int group, int sign)
        {
            if (Parts[group] >= 0)
                for (var k = 0; k < totals.Length; k++)
                    has[Parts[group]][k] += sign * Amount(groups[group], k);
        }

        private static double Amount(BalancedGroup group, int k) => k == 0 ? group.Images : group.ImagesOf[k - 1];
    }
}
