namespace MtlDsl;

/// <summary>How the parameters of a trunk or branch are named in its state dict.</summary>
public enum ParameterNames
{
    /// <summary>By stage: <c>res6b.0.conv1.weight</c> is the first block of the stage Res6b.</summary>
    Stages,

    /// <summary>As torchvision names a ResNet: <c>conv1</c>, <c>bn1</c>, then <c>layer1.0.conv1</c> ... a layer for each stage of blocks.</summary>
    ResNet,

    /// <summary>As torchvision names MobileNets: one numbered sequence, <c>features.0.0</c>, <c>features.1.conv.0.0</c> ...</summary>
    Features,

    /// <summary>
    /// As torchvision names a VGG or SqueezeNet: one sequence in which every convolution, norm, activation and pooling has a number of its
    /// own, <c>features.0</c>, <c>features.2</c>, <c>features.3.squeeze</c> ...
    /// </summary>
    FlatFeatures,
}
