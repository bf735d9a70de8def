namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something that can be called with one value.</summary>
        public interface IModule<T, TResult>
        {
            public abstract TResult call(T input1);
        }

        /// <summary>Something that can be called with two values.</summary>
        public interface IModule<T1, T2, TResult>
        {
            public abstract TResult call(T1 input1, T2 input2);
        }

        /// <summary>Something that can be called with three values.</summary>
        public interface IModule<T1, T2, T3, TResult>
        {
            public abstract TResult call(T1 input1, T2 input2, T3 input3);
        }
    }
}
