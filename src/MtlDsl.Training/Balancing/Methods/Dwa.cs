namespace MtlDsl.Training.Balancers;

/// <summary>
/// Dynamic weight average (Liu, Johns and Davison, "End-to-end multi-task learning with attention", 2019): with L(e) the mean loss of
/// epoch e, <c>w = K softmax(r / T)</c>, <c>r = L(e-1) / L(e-2)</c>, K tasks, temperature T. The weights of the first two epochs are 1;
/// the weights of all tasks that had losses in the last epoch sum to their number.
/// </summary>
internal sealed class Dwa(int tasks, double temperature) : Balancer
{
    private readonly double[] epoch = new double[1];
    private readonly double[] sums = new double[tasks], counts = new double[tasks];
    // Mean losses of the last two epochs; 0 where there was none.
    private readonly double[] last = new double[tasks], before = new double[tasks];

    private protected override IReadOnlyList<double[]> Memory => [epoch, sums, counts, last, before];

    private protected override void Decide(BalancingStep step, Span<double> weights)
    {
        var current = step.Iteration / step.StepsPerEpoch;
        if (current > epoch[0])
            Close(current);
        var all = Weights();
        for (var index = 0; index < weights.Length; index++)
        {
            var task = step.Tasks[index];
            weights[index] = all[task];
            sums[task] += step.Losses[index];
            counts[task]++;
        }
    }

    private void Close(int next)
    {
        epoch[0] = next;
        for (var task = 0; task < tasks; task++)
            (before[task], last[task], sums[task], counts[task]) = (last[task], counts[task] > 0 ? sums[task] / counts[task] : 0, 0, 0);
    }

    private double[] Weights()
    {
        var weights = new double[tasks];
        Array.Fill(weights, 1);
        int[] learning = [.. Enumerable.Range(0, tasks).Where(task => last[task] > 0)];
        double[] shares = Array.ConvertAll(learning, task => (before[task] > 0 ? last[task] / before[task] : 1) / temperature);
        Softmax.Apply(shares);
        for (var k = 0; k < learning.Length; k++)
            weights[learning[k]] = learning.Length * shares[k];
        return weights;
    }
}
