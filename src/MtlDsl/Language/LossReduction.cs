namespace MtlDsl;

/// <summary>How the losses of many pixels become one number.</summary>
public enum LossReduction
{
    /// <summary>
    /// Their mean over the labelled pixels of the batch; with class weights, the sum of the weighted losses over the sum of the weights.
    /// </summary>
    Mean,

    /// <summary>
    /// Their sum: the loss grows with the image and the batch, so the learning rate is smaller by as much (Long et al., 2015, train FCN so,
    /// image by image, with a rate of 1e-10).
    /// </summary>
    Sum,
}
