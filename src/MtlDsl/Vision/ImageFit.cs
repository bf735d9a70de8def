namespace MtlDsl.Vision;

/// <summary>How an image of another shape is brought into a network's input.</summary>
public enum ImageFit
{
    /// <summary>The whole image fills the whole input; its proportions change. Training sees images so, unless its augmentation crops.</summary>
    Warp,

    /// <summary>The whole image keeps its proportions in the middle of the input; the rest is filled with the mean colour.</summary>
    Letterbox,
}
