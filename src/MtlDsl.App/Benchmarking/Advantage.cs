namespace MtlDsl.App.Benchmarking;

/// <summary>How many times as much the twins take as the network that does their work together.</summary>
/// <param name="Threads">Threads that computed a call.</param>
/// <param name="Batch">Images a call.</param>
/// <param name="Time">Of medians, the twins one after the other.</param>
/// <param name="TimeAtOnce">Of medians, the twins at once.</param>
/// <param name="Weights">Of bytes on disk.</param>
/// <param name="Resident">Of memory after a few calls, both twins being loaded; null where it was not measured.</param>
/// <param name="Peak">Of its peak; null where it was not measured.</param>
internal sealed record Advantage(int Threads, int Batch, double Time, double TimeAtOnce, double Weights, double? Resident, double? Peak)
{
    /// <summary>A ratio for every number of threads and of images; none where there are no twins.</summary>
    public static IReadOnlyList<Advantage> Of(IEnumerable<Measured> rows) =>
        [.. rows.GroupBy(row => (row.Threads, row.Batch)).Where(group => group.Any(row => row.Subject.Role == Role.InTurn)).Select(group =>
        {
            var (inTurn, atOnce, whole) = (Find(Role.InTurn), Find(Role.AtOnce), Find(Role.Whole));
            return new Advantage(
                group.Key.Threads, group.Key.Batch, inTurn.Latency.Median / whole.Latency.Median, atOnce.Latency.Median / whole.Latency.Median,
                (double)inTurn.WeightBytes / whole.WeightBytes,
                (double?)inTurn.Memory?.Resident / whole.Memory?.Resident, (double?)inTurn.Memory?.Peak / whole.Memory?.Peak);

            Measured Find(Role role) => group.First(row => row.Subject.Role == role);
        })];
}
