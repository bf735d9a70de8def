namespace MtlDsl.Training;

/// <summary>Ways of training that are known by name: those of the study that this project follows, of the papers it builds on, and its own.</summary>
public enum Recipe
{
    /// <summary>Segmentation as FCN's authors trained it: image by image, a momentum of 0.99, a tiny learning rate on unnormalised losses.</summary>
    FcnOriginal,

    /// <summary>Segmentation as ParseNet's authors trained it: less momentum, ten times the learning rate, which falls.</summary>
    ParseNet,

    /// <summary>Detection as SSD's authors trained it: batches of 32, two steps down.</summary>
    Ssd,

    /// <summary>The same on ResNet-50, of which conv1 and res2 are frozen.</summary>
    SsdResNet,

    /// <summary>The study's: segmentation and detection together on Pascal VOC.</summary>
    Multitask,

    /// <summary>The study's on aerial images: one data set a task, whose images take turns in a batch.</summary>
    Aerial,

    /// <summary>
    /// This project's: a trunk trained on ImageNet and new heads, on a few hundred images. No weight between the tasks has to be found: AdamW
    /// moves every part at its own scale, balancing gives the losses one, and the weights are averaged.
    /// </summary>
    FineTune,
}
