using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>First values of the weights of networks that start from nothing.</summary>
public static class Initialization
{
    private const double SmallDeviation = 0.001;

    /// <summary>
    /// Gives every convolution of the module normal weights of variance 2 / fan-out (He et al., "Delving Deep into Rectifiers", 2015), and
    /// zero biases; and every group norm the scale 1 and the shift 0, as PyTorch does.
    /// </summary>
    public static void He(nn.Module module)
    {
        foreach (var convolution in module.modules().OfType<Conv2d>())
        {
            nn.init.kaiming_normal_(convolution.weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
            if (convolution.bias is { } bias)
                nn.init.zeros_(bias);
        }
        // TorchSharp 0.107 leaves them what the memory held before. Its other norms start as they should.
        foreach (var norm in module.modules().OfType<GroupNorm>())
            if (norm is { weight: { } scale, bias: { } shift })
            {
                nn.init.ones_(scale);
                nn.init.zeros_(shift);
            }
    }

    /// <summary>Gives the predictors of a detection head weights so small that the first losses are those of equal scores.</summary>
    public static void NearZero(params ReadOnlySpan<Conv2d> predictors)
    {
        foreach (var predictor in predictors)
            nn.init.normal_(predictor.weight, std: SmallDeviation);
    }

    /// <summary>Gives the score layers of a segmentation head zero weights, as FCN does: every class starts equal.</summary>
    public static void Zero(params ReadOnlySpan<Conv2d> scores)
    {
        foreach (var score in scores)
            nn.init.zeros_(score.weight);
    }
}
