using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Op.Call("aten::eq.Tensor", this, target);

        public Tensor eq(Scalar target) => Op.Call("aten::eq.Scalar", this, target);

        public Tensor ne(Tensor target) => Op.Call("aten::ne.Tensor", this, target);

        public Tensor ne(Scalar target) => Op.Call("aten::ne.Scalar", this, target);

        public Tensor lt(Tensor target) => Op.Call("aten::lt.Tensor", this, target);

        public Tensor lt(Scalar target) => Op.Call("aten::lt.Scalar", this, target);

        public Tensor le(Tensor target) => Op.Call("aten::le.Tensor", this, target);

        public Tensor le(Scalar target) => Op.Call("aten::le.Scalar", this, target);

        public Tensor gt(Tensor target) => Op.Call("aten::gt.Tensor", this, target);

        public Tensor gt(Scalar target) => Op.Call("aten::gt.Scalar", this, target);

        public Tensor ge(Tensor target) => Op.Call("aten::ge.Tensor", this, target);

        public Tensor ge(Scalar target) => Op.Call("aten::ge.Scalar", this, target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor equal(Tensor target) => eq(target);

        public bool allclose(Tensor target, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) =>
            Op.Value("aten::allclose", this, target, rtol, atol, equal_nan).Bits != 0;

        public Tensor isclose(Tensor other, double rtol = 1e-5, double atol = 1e-8, bool nanEqual = false) =>
            Op.Call("aten::isclose", this, other, rtol, atol, nanEqual);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Op.Call("aten::isin.Tensor_Tensor", this, test_elements, assumeUnique, invert);
    }
}
