using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Batch normalisation over the first and the spatial dimensions.</summary>
public abstract class BatchNorm : NormBase
{
    public BatchNorm(
        long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype,
        string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        double share = momentum ?? 0;
        if (training && num_batches_tracked is not null)
        {
            num_batches_tracked.add_(1);
            if (momentum is null) share = 1.0 / num_batches_tracked.ToInt64();
        }
        bool byBatch = training || (running_mean is null && running_var is null);
        return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, byBatch, share, eps);
    }
}
