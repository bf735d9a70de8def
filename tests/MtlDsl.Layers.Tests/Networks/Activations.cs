namespace MtlDsl.Layers.Tests;

[Trunk]
public enum ActivationsTrunk
{
    [Conv(16, Norm = Norm.None, Activation = Activation.None)] Early,
    [Activate(Activation.ReLU6), Conv(16, Activation = Activation.None)] Middle,
    [Activate(Activation.HardSwish), Activate(Activation.Sigmoid), Activate(Activation.HardSigmoid), Activate(Activation.ReLU)] Out,
}

[MultitaskModel<ActivationsTrunk>(Width = 40, Height = 32)]
public partial class Activations
{
    [FcnHead(ActivationsTrunk.Out, Skip = [ActivationsTrunk.Middle, ActivationsTrunk.Early]), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum DroppedOutTrunk
{
    [Conv(16), Dropout(0.5), Conv(16, Kernel = 1)] Early,
    [Dropout(0.25)] Out,
}

[MultitaskModel<DroppedOutTrunk>(Width = 40, Height = 32)]
public partial class DroppedOut
{
    [FcnHead(DroppedOutTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}
