using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor all() => Op.Call("aten::all", this);

        public Tensor all(long dim, bool keepdim = false) => Op.Call("aten::all.dim", this, dim, keepdim);

        public Tensor any() => Op.Call("aten::any", this);

        public Tensor any(long dim, bool keepdim = false) => Op.Call("aten::any.dim", this, dim, keepdim);

        public Tensor sum(ScalarType? type = null) => Op.Call("aten::sum", this, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Op.Call("aten::sum.dim_IntList", this, dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Op.Call("aten::mean", this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Op.Call("aten::mean.dim", this, dimensions, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Op.Call("aten::prod", this, type);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Op.Call("aten::prod.dim_int", this, dim, keepdim, type);

        public Tensor std(bool unbiased = true) => Op.Call("aten::std", this, unbiased);

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(Op.Call("aten::std.dim", this, dimensions, unbiased, keepdim), type);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        public Tensor var(bool unbiased = true) => Op.Call("aten::var", this, unbiased);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(Op.Call("aten::var.dim", this, dimensions, unbiased, keepdim), type);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        public (Tensor var, Tensor mean) var_mean(bool unbiased = true) => Op.Pair("aten::var_mean", this, unbiased);

        public (Tensor var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Converted(Op.Pair("aten::var_mean.dim", this, (long[])[dim], unbiased, keepdim), type);

        public Tensor norm(float p = 2) => Op.Call("aten::norm.Scalar", this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) =>
            Op.Call("aten::norm.ScalarOpt_dim", this, p, (long[])[dim], keepdim);

        public Tensor max() => Op.Call("aten::max", this);

        public Tensor max(Tensor other) => Op.Call("aten::max.other", this, other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Op.Pair("aten::max.dim", this, dim, keepdim);

        public Tensor min() => Op.Call("aten::min", this);

        public Tensor min(Tensor other) => Op.Call("aten::min.other", this, other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Op.Pair("aten::min.dim", this, dim, keepdim);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, "aten::amax", this, dims, keepdim);

        public Tensor amax(params long[] dims) => Op.Call("aten::amax", this, dims);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, "aten::amin", this, dims, keepdim);

        public Tensor amin(params long[] dims) => Op.Call("aten::amin", this, dims);

        public Tensor argmax() => Op.Call("aten::argmax", this, Arg.None);

        public Tensor argmax(long dim, bool keepdim = false) => Op.Call("aten::argmax", this, dim, keepdim);

        public Tensor argmin() => Op.Call("aten::argmin", this, Arg.None);

        public Tensor argmin(long dim, bool keepdim = false) => Op.Call("aten::argmin", this, dim, keepdim);

        public Tensor median() => Op.Call("aten::median", this);

        public Tensor logsumexp(long dim, bool keepdim = false) => Op.Call("aten::logsumexp", this, (long[])[dim], keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => Op.Call("aten::cumsum", this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => Op.Call("aten::cumprod", this, dim, type);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Op.Call("aten::softmax.int", this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Op.Call("aten::log_softmax.int", this, dim, dtype);

        public Tensor count_nonzero(long[]? dims = null) =>
            dims is null ? Op.Call("aten::count_nonzero", this) : Op.Call("aten::count_nonzero.dim_IntList", this, dims);

        public Tensor dist(Tensor other, float p = 2) => Op.Call("aten::dist", this, other, p);

        private static Tensor Converted(Tensor result, ScalarType? type)
        {
            if (type is not ScalarType wanted || wanted == result.dtype) return result;
            using (result) return result.to_type(wanted);
        }

        private static (Tensor, Tensor) Converted((Tensor First, Tensor Second) results, ScalarType? type) =>
            (Converted(results.First, type), Converted(results.Second, type));

        /// <summary>Writes a result into a tensor the caller gave, or returns it.</summary>
        private static Tensor Into(Tensor? target, string schema, params ReadOnlySpan<Arg> arguments)
        {
            Tensor result = Op.Call(schema, arguments);
            if (target is null) return result;
            using (result) return target.ResizedAs(result).copy_(result);
        }

        private Tensor ResizedAs(Tensor other) => Op.Mutate("aten::resize_", this, other.shape);
    }
}
