namespace MtlDsl;

/// <summary>What the pixels of a mask hold.</summary>
public enum MaskPixels
{
    /// <summary>The colours that stand on the members of the class enum.</summary>
    Colors,

    /// <summary>The numbers of its members, and 255 where a pixel has no label.</summary>
    Classes,
}
