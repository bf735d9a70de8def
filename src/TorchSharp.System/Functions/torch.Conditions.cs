using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Elements of <paramref name="x"/> where the condition holds, of <paramref name="y"/> elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    /// <summary>The indices, one tensor a dimension, where the condition holds.</summary>
    public static Tensor[] where(Tensor condition) => Op.All("aten::where", condition);

    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) =>
        Op.Call("aten::gather", input, dim, index, sparse_grad);

    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    public static (Tensor var, Tensor mean) var_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
    {
        (Tensor variance, Tensor mean) = Op.Pair("aten::var_mean.dim", input, dimensions, unbiased, keepdim);
        return type is ScalarType wanted
            ? (variance.to_type(wanted, disposeAfter: true), mean.to_type(wanted, disposeAfter: true))
            : (variance, mean);
    }
}
