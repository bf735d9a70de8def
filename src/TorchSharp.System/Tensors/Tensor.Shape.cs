using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor reshape(params long[] shape) => Op.Call("aten::reshape", this, shape);

        public Tensor view(params long[] shape) => Op.Call("aten::view", this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor permute(params long[] permutation) => Op.Call("aten::permute", this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Op.Call("aten::transpose.int", this, dim0, dim1);

        public Tensor t() => Op.Call("aten::t", this);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor squeeze(long? dim = null) =>
            dim is long one ? Op.Call("aten::squeeze.dim", this, one) : Op.Call("aten::squeeze", this);

        public Tensor squeeze_(long? dim = null) =>
            dim is long one ? Op.Mutate("aten::squeeze_.dim", this, one) : Op.Mutate("aten::squeeze_", this);

        public Tensor unsqueeze(long dim) => Op.Call("aten::unsqueeze", this, dim);

        public Tensor unsqueeze_(long dim) => Op.Mutate("aten::unsqueeze_", this, dim);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Op.Call("aten::flatten.using_ints", this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => Op.Call("aten::unflatten.int", this, dim, sizes);

        public Tensor ravel() => Op.Call("aten::ravel", this);

        public Tensor expand(params long[] sizes) => Op.Call("aten::expand", this, sizes);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Op.Call("aten::expand", this, sizes, isImplicit);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) =>
            Op.Call("aten::expand", this, sizes.ToArray(), isImplicit);

        public Tensor expand_as(Tensor other) => Op.Call("aten::expand_as", this, other);

        public Tensor broadcast_to(params long[] shape) => Op.Call("aten::broadcast_to", this, shape);

        public Tensor repeat(params long[] sizes) => Op.Call("aten::repeat", this, sizes);

        public Tensor tile(long[] reps) => Op.Call("aten::tile", this, reps);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Op.Call("aten::repeat_interleave.self_int", this, repeats, dim, output_size);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Op.Call("aten::repeat_interleave.self_Tensor", this, repeats, dim, output_size);

        public Tensor flip(params long[] dims) => Op.Call("aten::flip", this, dims);

        public Tensor fliplr() => Op.Call("aten::fliplr", this);

        public Tensor flipud() => Op.Call("aten::flipud", this);

        public Tensor roll(long shifts, long? dims = null) =>
            Op.Call("aten::roll", this, (long[])[shifts], (dims is long one ? [one] : Array.Empty<long>()));

        public Tensor roll(long[] shifts, long[] dims) => Op.Call("aten::roll", this, shifts, dims);

        public Tensor roll(long[] shifts) => Op.Call("aten::roll", this, shifts);

        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Op.Call("aten::rot90", this, k, (dims is (long first, long second) ? [first, second] : (long[])[0, 1]));

        public Tensor movedim(long[] source, long[] destination) => Op.Call("aten::movedim.intlist", this, source, destination);

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Op.Call("aten::diagonal", this, offset, dim1, dim2);

        public Tensor diag(long diagonal = 0) => Op.Call("aten::diag", this, diagonal);

        public Tensor tril(long diagonal = 0) => Op.Call("aten::tril", this, diagonal);

        public Tensor triu(long diagonal = 0) => Op.Call("aten::triu", this, diagonal);

        public Tensor unfold(long dimension, long size, long step) => Op.Call("aten::unfold", this, dimension, size, step);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Op.Call("aten::as_strided", this, size, strides, storageOffset);

        public Tensor[] chunk(long chunks, long dim = 0) => Op.All("aten::chunk", this, chunks, dim);

        public Tensor[] split(long size, int dim = 0) => Op.All("aten::split.Tensor", this, size, dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Op.All("aten::split_with_sizes", this, sizes, dim);

        public Tensor[] split(params long[] sizes) => split(sizes, 0L);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        public Tensor[] unbind(long dimension = 0) => Op.All("aten::unbind.int", this, dimension);

        public Tensor[] tensor_split(long size, long dim = 0) => Op.All("aten::tensor_split.sections", this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Op.All("aten::tensor_split.indices", this, sizes, dim);
    }
}
