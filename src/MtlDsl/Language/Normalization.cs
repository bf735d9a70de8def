namespace MtlDsl;

/// <summary>How a network's input is normalised.</summary>
public enum Normalization
{
    /// <summary>ImageNet's mean and deviation a channel, as torchvision's weights expect.</summary>
    ImageNet,

    /// <summary>Bytes scaled to -1 ... 1, as TensorFlow's MobileNets expect.</summary>
    Symmetric,
}
