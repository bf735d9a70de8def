namespace MtlDsl.Training.Data;

/// <summary>What one image is labelled with for one head, in the head's own class indices and the image's own coordinates.</summary>
public abstract class HeadLabels
{
    private protected HeadLabels()
    {
    }
}
