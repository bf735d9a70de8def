using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor select(long dim, long index) => Op.Call("aten::select.int", this, dim, index);

        public Tensor slice(long dim, long start, long finish, long step) => Op.Call("aten::slice.Tensor", this, dim, start, finish, step);

        public Tensor narrow(long dim, long start, long length) => Op.Call("aten::narrow", this, dim, start, length);

        public Tensor gather(long dim, Tensor index) => Op.Call("aten::gather", this, dim, index);

        public Tensor index_select(long dim, Tensor index) => Op.Call("aten::index_select", this, dim, index);

        public Tensor masked_select(Tensor mask) => Op.Call("aten::masked_select", this, mask);

        public Tensor take(Tensor index) => Op.Call("aten::take", this, index);

        public Tensor take_along_dim(Tensor indices, long dim) => Op.Call("aten::take_along_dim", this, indices, dim);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Op.Call("aten::scatter.src", this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Op.Mutate("aten::scatter_.src", this, dim, index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Op.Call("aten::scatter_add", this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Op.Mutate("aten::scatter_add_", this, dim, index, src);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Op.Call("aten::index_add", this, dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Op.Mutate("aten::index_add_", this, dim, index, source, alpha);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Op.Mutate("aten::index_copy_", this, dim, index, source);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            Op.Mutate("aten::index_fill_.int_Scalar", this, dim, index, value);

        public Tensor masked_fill(Tensor mask, Scalar value) => Op.Call("aten::masked_fill.Scalar", this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Op.Mutate("aten::masked_fill_.Scalar", this, mask, value);

        public Tensor masked_scatter_(Tensor mask, Tensor value) => Op.Mutate("aten::masked_scatter_", this, mask, value);

        public Tensor where(Tensor condition, Tensor y) => Op.Call("aten::where.self", condition, this, y);
    }
}
