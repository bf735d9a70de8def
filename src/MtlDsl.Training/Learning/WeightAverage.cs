using MtlDsl.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// An exponential moving average of a network's weights and statistics (Polyak and Juditsky, 1992; as "EMA" in Tarvainen and Valpola, 2017):
/// it is measured and kept instead of the weights of the last step. While few steps are done the average is short, so that it soon forgets
/// the beginning: after step t it keeps <c>min(decay, (1 + t) / (10 + t))</c> of what it was.
/// </summary>
internal sealed class WeightAverage : IResumable, IDisposable
{
    private const string Prefix = "average.";

    private readonly double decay;
    private readonly List<(string Name, Tensor Weight, Tensor Average)> pairs;

    public WeightAverage(IMultitaskModel model, double decay)
    {
        this.decay = decay;
        using var mode = no_grad();
        pairs = [.. model.Module.state_dict()
            .Where(item => item.Value.is_floating_point())
            .Select(item => (item.Key, item.Value, item.Value.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Takes in the weights after a step.</summary>
    /// <param name="iteration">Steps done.</param>
    public void Add(int iteration)
    {
        var kept = Math.Min(decay, (1.0 + iteration) / (10.0 + iteration));
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (_, weight, average) in pairs)
            average.mul_(kept).add_(weight, 1 - kept);
    }

    /// <summary>Puts the average into the network until the result is disposed.</summary>
    public IDisposable Apply()
    {
        Exchange();
        return new Return(this);
    }

    public IEnumerable<TensorToStore> Save() => pairs.Select(pair => TensorStorage.ToStore(Prefix + pair.Name, pair.Average));

    public void Restore(StateFile checkpoint)
    {
        foreach (var (name, _, average) in pairs)
            checkpoint[Prefix + name].CopyTo(average);
    }

    public void Dispose() => pairs.ForEach(pair => pair.Average.Dispose());

    private void Exchange()
    {
        using var mode = no_grad();
        foreach (var (_, weight, average) in pairs)
        {
            using var kept = weight.detach().clone();
            weight.copy_(average);
            average.copy_(kept);
        }
    }

    private sealed class Return(WeightAverage average) : IDisposable
    {
        public void Dispose() => average.Exchange();
    }
}
