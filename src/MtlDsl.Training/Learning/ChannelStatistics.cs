using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Mean and variance of each channel of the maps that go into a batch norm, over any number of batches, in double precision.</summary>
internal sealed class ChannelStatistics
{
    private double[] total = [], squares = [];
    private double count;

    private ChannelStatistics()
    {
    }

    /// <summary>Runs a network on images, in the mode that it is in, and measures what its norms get.</summary>
    /// <returns>The statistics in the order of the norms.</returns>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static IReadOnlyList<ChannelStatistics> OfInputs(IEnumerable<BatchNorm2d> norms, IMultitaskModel model, IEnumerable<Tensor> images)
    {
        var measures = norms.Select(norm => (Norm: norm, Statistics: new ChannelStatistics())).ToList();
        var hooks = measures.ConvertAll(measure => measure.Norm.register_forward_pre_hook((_, input) =>
        {
            measure.Statistics.Add(input);
            return input;
        }));
        try
        {
            foreach (var batch in images)
            {
                using var scope = NewDisposeScope();
                model.Forward(batch);
            }
        }
        finally
        {
            hooks.ForEach(hook => hook.remove());
        }
        return measures.TrueForAll(measure => measure.Statistics.count > 0)
            ? measures.ConvertAll(measure => measure.Statistics)
            : throw new ArgumentException("No image went through the batch norms, so they have nothing to be measured on.");
    }

    /// <summary>The channels' means, float32.</summary>
    public Tensor Mean(Device device)
    {
        using var scope = NewDisposeScope();
        return (tensor(total, device: CPU) / count).to(ScalarType.Float32, device).MoveToOuterDisposeScope();
    }

    /// <summary>The channels' variances, float32.</summary>
    public Tensor Variance(Device device)
    {
        using var scope = NewDisposeScope();
        var mean = tensor(total, device: CPU) / count;
        return (tensor(squares, device: CPU) / count - mean * mean).clamp(min: 0).to(ScalarType.Float32, device).MoveToOuterDisposeScope();
    }

    private void Add(Tensor input)
    {
        using var scope = NewDisposeScope();
        // Apple's GPUs have no double precision.
        var values = input.to(ScalarType.Float64, input.device_type == DeviceType.MPS ? CPU : input.device);
        Accumulate(ref total, values.sum([0, 2, 3]));
        Accumulate(ref squares, (values * values).sum([0, 2, 3]));
        count += (double)input.numel() / input.shape[1];
    }

    private static void Accumulate(ref double[] sums, Tensor values)
    {
        var added = values.ToArray<double>();
        sums = sums.Length == 0 ? added : [.. sums.Zip(added, (a, b) => a + b)];
    }
}
