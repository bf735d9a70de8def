using MtlDsl.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements as C# values; a tensor of another device is copied to the CPU first.</summary>
        /// <exception cref="ArgumentException">The elements are not of type <typeparamref name="T"/>.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            CheckElement<T>();
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? alias() : cpu());
        }

        /// <summary>The one element of the tensor.</summary>
        /// <exception cref="ArgumentException">The element is not of type <typeparamref name="T"/>, or there is not exactly one.</exception>
        public unsafe T item<T>() where T : unmanaged
        {
            CheckElement<T>();
            if (numel() != 1) throw new ArgumentException($"item() needs a tensor with one element; {this} has {numel()}.");
            if (device_type == DeviceType.CPU)
            {
                T value = *(T*)DataPointer;
                GC.KeepAlive(this);
                return value;
            }
            using Tensor copy = cpu();
            return copy.item<T>();
        }

        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Bool => this.ToBoolean(),
            ScalarType.Float32 => this.ToSingle(),
            ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16 => this.ToDouble(),
            _ => this.ToInt64(),
        };

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using Tensor here = cpu();
            stream.Write(here.bytes);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            if (device_type == DeviceType.CPU && is_contiguous())
            {
                stream.ReadExactly(bytes);
                return;
            }
            using Tensor here = zeros(shape, dtype);
            stream.ReadExactly(here.bytes);
            copy_(here);
        }

        public static Tensor Load(BinaryReader reader) => TensorFormat.Read(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            using FileStream stream = File.OpenRead(location);
            return Load(stream);
        }

        private void CheckElement<T>()
        {
            ScalarType asked = Elements.TypeOf(typeof(T));
            if (asked != dtype) throw new ArgumentException($"The elements of {this} cannot be read as {typeof(T).Name}; convert it with to_type({asked}).");
        }
    }
}
