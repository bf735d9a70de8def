using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat(tensors as Tensor[] ?? [.. tensors], dim);

    public static Tensor cat(Tensor[] tensors, long dim = 0) => Op.Call("aten::cat", tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Op.Call("aten::stack", tensors as Tensor[] ?? [.. tensors], dim);

    public static Tensor hstack(IList<Tensor> tensors) => hstack(tensors as Tensor[] ?? [.. tensors]);

    public static Tensor hstack(params Tensor[] tensors) => Op.Call("aten::hstack", tensors);

    public static Tensor hstack(IEnumerable<Tensor> tensors) => hstack([.. tensors]);

    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => hstack(tensors.ToArray());

    public static Tensor vstack(IList<Tensor> tensors) => vstack(tensors as Tensor[] ?? [.. tensors]);

    public static Tensor vstack(Tensor[] tensors) => Op.Call("aten::vstack", tensors);

    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => vstack(tensors.ToArray());

    public static Tensor[] unbind(Tensor tensor, int dim = 0) => tensor.unbind(dim);

    /// <param name="indexing"><c>ij</c> for matrix order, <c>xy</c> for Cartesian order.</param>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Op.All("aten::meshgrid.indexing", tensors.ToArray(), indexing);

    public static Tensor einsum(string equation, params Tensor[] tensors) => Op.Call("aten::einsum", equation, tensors);
}
