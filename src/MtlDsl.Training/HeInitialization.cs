using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>He's initialisation ("Delving Deep into Rectifiers", 2015) for networks that start from nothing.</summary>
public static class HeInitialization
{
    /// <summary>Gives every convolution of the module normal weights of variance 2 / fan-out, and zero biases.</summary>
    public static void Apply(nn.Module module)
    {
        foreach (var convolution in module.modules().OfType<Conv2d>())
        {
            nn.init.kaiming_normal_(convolution.weight, mode: nn.init.FanInOut.FanOut, nonlinearity: nn.init.NonlinearityType.ReLU);
            if (convolution.bias is { } bias)
                nn.init.zeros_(bias);
        }
    }
}
