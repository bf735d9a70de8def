using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>What a detection head gives for a batch.</summary>
/// <param name="Confidences">Class scores before the softmax, N x boxes x (1 + classes), the background first.</param>
/// <param name="Locations">Encoded box offsets, N x boxes x 4.</param>
public sealed record DetectionOutput(Tensor Confidences, Tensor Locations)
{
    /// <summary>Joins the predictions of several maps, box by box in the order of the default boxes.</summary>
    /// <param name="scoreClasses">Classes with the background.</param>
    /// <param name="maps">Per map, the two predictors' outputs: N x (boxes a cell * width) x height x width.</param>
    public static DetectionOutput Of(int scoreClasses, params ReadOnlySpan<(Tensor Confidences, Tensor Locations)> maps)
    {
        var confidences = new Tensor[maps.Length];
        var locations = new Tensor[maps.Length];
        for (var i = 0; i < maps.Length; i++)
            (confidences[i], locations[i]) = (Rows(maps[i].Confidences, scoreClasses), Rows(maps[i].Locations, 4));
        return new(cat(confidences, 1), cat(locations, 1));
    }

    /// <summary>Keeps both tensors when the innermost dispose scope ends.</summary>
    public DetectionOutput MoveToOuterDisposeScope() => new(Confidences.MoveToOuterDisposeScope(), Locations.MoveToOuterDisposeScope());

    private static Tensor Rows(Tensor map, int width) => map.permute(0, 2, 3, 1).reshape(map.shape[0], -1, width);
}
