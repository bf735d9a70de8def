using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Op.Call("aten::matmul", this, target);

        public Tensor mm(Tensor target) => Op.Call("aten::mm", this, target);

        public Tensor bmm(Tensor batch2) => Op.Call("aten::bmm", this, batch2);

        public Tensor mv(Tensor target) => Op.Call("aten::mv", this, target);

        public Tensor dot(Tensor target) => Op.Call("aten::dot", this, target);

        public Tensor outer(Tensor vec2) => Op.Call("aten::outer", this, vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Op.Call("aten::addmm", this, mat1, mat2, beta, alpha);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Op.Call("aten::baddbmm", this, batch1, batch2, beta, alpha);

        public Tensor trace() => Op.Call("aten::trace", this);

        public Tensor inverse() => Op.Call("aten::inverse", this);

        public Tensor det() => Op.Call("aten::det", this);
    }
}
