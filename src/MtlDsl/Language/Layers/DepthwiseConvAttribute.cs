namespace MtlDsl;

/// <summary>A convolution of each channel with itself, with its normalisation and activation: as many channels as it gets.</summary>
public sealed class DepthwiseConvAttribute : ConvolutionAttribute;
