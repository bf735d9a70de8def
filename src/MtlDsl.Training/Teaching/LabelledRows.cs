using MtlDsl.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Which images of a batch are labelled for a head: indices, int64.</summary>
internal static class LabelledRows
{
    /// <summary>Those with a label.</summary>
    public static Tensor Of(Batch batch, int head) => Indices(batch, head, labelled: true);

    /// <summary>Those without one.</summary>
    public static Tensor Without(Batch batch, int head) => Indices(batch, head, labelled: false);

    private static Tensor Indices(Batch batch, int head, bool labelled)
    {
        using var scope = NewDisposeScope();
        var rows = batch.Targets[head]?.LabelledRows() ?? zeros(batch.Count, ScalarType.Bool, batch.Images.device);
        return (labelled ? rows : rows.logical_not()).nonzero().flatten().MoveToOuterDisposeScope();
    }
}
