using MtlDsl.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => dim();

        public long ndim => dim();

        public long NumberOfElements => numel();

        /// <summary>The size of one element in bytes.</summary>
        public long ElementSize => dtype.ElementSize();

        public ScalarType dtype
        {
            get
            {
                NativeMethods.Check(NativeMethods.mtl_tensor_dtype(Handle, out int type));
                GC.KeepAlive(this);
                return (ScalarType)type;
            }
        }

        public Device device
        {
            get
            {
                NativeMethods.Check(NativeMethods.mtl_tensor_device(Handle, out long packed));
                GC.KeepAlive(this);
                return Device.FromPacked(packed);
            }
        }

        public DeviceType device_type => device.type;

        public int device_index => device.index;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse
        {
            get
            {
                int sparse = NativeMethods.mtl_tensor_is_sparse(Handle);
                GC.KeepAlive(this);
                return sparse != 0;
            }
        }

        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[dim()];
                fixed (long* first = sizes) NativeMethods.Check(NativeMethods.mtl_tensor_sizes(Handle, first));
                GC.KeepAlive(this);
                return sizes;
            }
        }

        /// <summary>Whether gradients are recorded for this tensor.</summary>
        public bool requires_grad
        {
            get
            {
                NativeMethods.Check(NativeMethods.mtl_tensor_requires_grad(Handle, out int required));
                GC.KeepAlive(this);
                return required != 0;
            }
            set
            {
                NativeMethods.Check(NativeMethods.mtl_tensor_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>Whether the tensor was made by the user and not by a recorded operator.</summary>
        public bool is_leaf
        {
            get
            {
                NativeMethods.Check(NativeMethods.mtl_tensor_is_leaf(Handle, out int leaf));
                GC.KeepAlive(this);
                return leaf != 0;
            }
        }

        /// <summary>The gradient that backward left here, null before. Every reading makes a new tensor object over it.</summary>
        public Tensor? grad
        {
            get
            {
                NativeMethods.Check(NativeMethods.mtl_tensor_grad(Handle, out nint gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                NativeMethods.Check(NativeMethods.mtl_tensor_set_grad(Handle, value is null ? 0 : value.Handle));
                GC.KeepAlive(value);
                GC.KeepAlive(this);
            }
        }

        /// <summary>The memory of a contiguous tensor on the CPU. It is valid while the tensor is.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not on the CPU.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (device_type != DeviceType.CPU || !is_contiguous())
                    throw new InvalidOperationException($"The bytes of {this} cannot be reached; call cpu() and contiguous() first.");
                return new Span<byte>((void*)DataPointer, checked((int)(numel() * ElementSize)));
            }
            set
            {
                if (value.Length != numel() * ElementSize)
                    throw new ArgumentException($"{value.Length} bytes do not fill {this}, which holds {numel() * ElementSize}.", nameof(value));
                value.CopyTo(bytes);
            }
        }

        public Tensor T => Op.Call("aten::numpy_T", this);

        public Tensor mT => Op.Call("aten::mT", this);

        internal nint DataPointer
        {
            get
            {
                NativeMethods.Check(NativeMethods.mtl_tensor_data(Handle, out nint data));
                GC.KeepAlive(this);
                return data;
            }
        }

        public long dim()
        {
            NativeMethods.Check(NativeMethods.mtl_tensor_dim(Handle, out long dimensions));
            GC.KeepAlive(this);
            return dimensions;
        }

        public long numel()
        {
            NativeMethods.Check(NativeMethods.mtl_tensor_numel(Handle, out long count));
            GC.KeepAlive(this);
            return count;
        }

        public long element_size() => ElementSize;

        public long[] size() => shape;

        /// <param name="dim">Counted from the end when negative.</param>
        public long size(int dim) => shape[CheckedDimension(dim)];

        public unsafe long[] stride()
        {
            var strides = new long[dim()];
            fixed (long* first = strides) NativeMethods.Check(NativeMethods.mtl_tensor_strides(Handle, first));
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => stride()[CheckedDimension(dim)];

        public long storage_offset()
        {
            NativeMethods.Check(NativeMethods.mtl_tensor_storage_offset(Handle, out long offset));
            GC.KeepAlive(this);
            return offset;
        }

        public bool is_contiguous()
        {
            NativeMethods.Check(NativeMethods.mtl_tensor_is_contiguous(Handle, out int contiguous));
            GC.KeepAlive(this);
            return contiguous != 0;
        }

        public bool is_floating_point() => dtype is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

        public bool is_complex() => dtype is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

        public bool is_integral() => dtype is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

        public bool is_cpu() => device_type == DeviceType.CPU;

        private int CheckedDimension(int dim)
        {
            int rank = (int)ndim;
            int positive = dim < 0 ? dim + rank : dim;
            return positive >= 0 && positive < rank
                ? positive
                : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"{this} has dimensions {-rank} to {rank - 1}.");
        }
    }
}
