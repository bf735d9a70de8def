using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor alias() => Op.Call("aten::alias", this);

        public Tensor clone() => Op.Call("aten::clone", this);

        public Tensor contiguous() => Op.Call("aten::contiguous", this);

        public Tensor detach() => Op.Call("aten::detach", this);

        public Tensor detach_() => Op.Mutate("aten::detach_", this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Op.Mutate("aten::copy_", this, source, nonBlocking);

        public Tensor fill_(Scalar value) => Op.Mutate("aten::fill_.Scalar", this, value);

        public Tensor zero_() => Op.Mutate("aten::zero_", this);

        public Tensor pin_memory() => Op.Call("aten::pin_memory", this);

        public bool is_pinned() => Op.Value("aten::is_pinned", this).Bits != 0;

        public Tensor set_(Tensor source) => Op.Mutate("aten::set_.source_Tensor", this, source);
    }
}
